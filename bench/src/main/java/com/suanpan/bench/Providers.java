package com.suanpan.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The providers and the payer, as the sandbox plays them (`docs/sandbox.md`): the second witness.
final class Providers {

    private final Web web;
    private final String control;
    private final String payer;

    Providers(Web web, Addresses addresses) {
        this.web = web;
        this.control = addresses.control();
        this.payer = addresses.sandbox() + "/payer";
    }

    /// The settings of our account there, which is made at the first call.
    JsonNode account(String provider) {
        return web.post(control + "/accounts", Map.of("provider", provider, "name", "demo"));
    }

    /// Lets a provider misbehave with one order, by the number that it saw.
    void misbehave(String knob, String flowNo, Map<String, ?> how) {
        Map<String, Object> body = new LinkedHashMap<>(how);
        body.put("knob", knob);
        body.put("order", flowNo);
        web.post(control + "/knobs", body);
    }

    /// The payer scans a code (a PNG in a `data:` address), and pays.
    void scanAndPay(String qrCode) {
        web.post(payer + "/pay", Map.of("qr_image", qrCode));
    }

    /// The payer looks at an order, and does not pay yet.
    JsonNode look(String flowNo) {
        return web.post(payer + "/open", Map.of("order", flowNo));
    }

    /// Sends a false callback now, and says what it was answered.
    int forge(String flowNo, String how) {
        return web.post(control + "/callbacks/forge", Map.of("order", flowNo, "how", how))
                .path("callbacks")
                .path(0)
                .path("status")
                .asInt();
    }

    JsonNode order(String flowNo) {
        JsonNode orders = web.get(control + "/orders?order=" + flowNo).path("orders");
        if (orders.size() != 1) {
            throw new Halt("the sandbox has " + orders.size() + " orders numbered " + flowNo);
        }
        return orders.get(0);
    }

    Instant paidAt(String flowNo) {
        return Instant.parse(order(flowNo).path("paid_at").asString());
    }

    /// What the provider believes, in a few words: `PAID 12.34`.
    String says(String flowNo) {
        JsonNode order = order(flowNo);
        String state = order.path("state").asString();
        return order.has("paid_amount")
                ? state + " " + Yuan.of(order.path("paid_amount").asLong())
                : state;
    }

    /// How often it was called to do this (`PAY QUERY CLOSE`) about this order.
    int calls(String flowNo, String operation) {
        return order(flowNo).path("calls").path(operation).asInt();
    }

    /// The callbacks sent about this order, in a few words: `GENUINE 200`.
    List<String> callbacks(String flowNo) {
        return web.get(control + "/callbacks?order=" + flowNo)
                .path("callbacks")
                .valueStream()
                .map(sent -> sent.path("kind").asString() + " " + sent.path("status").asInt())
                .toList();
    }

    /// How many orders have this subject.
    long withSubject(String subject) {
        return all().filter(order -> order.path("subject").asString().equals(subject)).count();
    }

    /// What payers paid by all orders together less what they were given back, in fen.
    long paid() {
        return all().mapToLong(order -> order.path("paid_amount").asLong()).sum()
                - sum(refunds("").toList());
    }

    /// What was given back of an order, in a few words: `gave back 70.00 in 2 refunds`.
    String gaveBack(String flowNo) {
        List<JsonNode> refunds = refunds("?order=" + flowNo).toList();
        return "gave back %s in %d refunds".formatted(Yuan.of(sum(refunds)), refunds.size());
    }

    private Stream<JsonNode> refunds(String query) {
        return web.get(control + "/refunds" + query)
                .path("refunds")
                .valueStream()
                .filter(refund -> refund.path("state").asString().equals("DONE"));
    }

    private static long sum(List<JsonNode> refunds) {
        return refunds.stream().mapToLong(refund -> refund.path("amount").asLong()).sum();
    }

    private Stream<JsonNode> all() {
        return web.get(control + "/orders").path("orders").valueStream();
    }
}
