package com.suanpan.bench.crash;

import com.suanpan.bench.load.SandboxRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What reached the providers: the calls to pay, by the number that they saw, and in the end what became
/// of each order there.
final class Reached {

    /// The order of a JSON object's fields says nothing.
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private final Map<String, Set<String>> contents = new HashMap<>();
    private Map<String, SandboxRecord> orders = Map.of();
    private long lines;

    /// Adds the calls that `GET /control/calls?operation=PAY` of the sandbox tells; those that it told before
    /// change nothing.
    void calls(JsonNode told) {
        for (JsonNode call : told.path("calls")) {
            Object body = SORTED.readValue(call.path("body").asString(), Map.class);
            paid(
                    call.path("order_no").asString(),
                    call.path("path").asString() + " " + SORTED.writeValueAsString(body));
        }
    }

    void paid(String flowNo, String content) {
        contents.computeIfAbsent(flowNo, _ -> new TreeSet<>()).add(content);
    }

    /// Takes `GET /control/record` of the sandbox.
    void record(String told) {
        orders = new TreeMap<>(SandboxRecord.read(told));
        lines = told.lines().count();
    }

    Map<String, SandboxRecord> orders() {
        return orders;
    }

    /// Whether its provider has an order of this number.
    boolean knows(String flowNo) {
        return orders.containsKey(flowNo);
    }

    /// The contents with which this number was to be paid.
    Set<String> contents(String flowNo) {
        return contents.getOrDefault(flowNo, Set.of());
    }

    Set<String> called() {
        return contents.keySet();
    }

    /// Whether two orders there have one number of ours.
    boolean hasDoubles() {
        return lines != orders.size();
    }

    /// What payers paid, in fen.
    long paid() {
        return orders.values().stream().mapToLong(SandboxRecord::paid).sum();
    }
}
