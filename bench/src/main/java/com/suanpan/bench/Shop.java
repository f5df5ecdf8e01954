package com.suanpan.bench;

import com.suanpan.client.NoticeResult;
import com.suanpan.client.Notices;
import com.suanpan.client.Outcome;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The merchant of the story: it calls by the merchant's library, believes only signed answers, and only
/// notices that verify. Its queries are the first witness, the notices that reached it the third.
final class Shop implements AutoCloseable {

    /// Where its notices go unless an order says otherwise.
    static final String USUAL = "demo";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Web web;
    private final Addresses addresses;
    private final SuanpanClient suanpan;
    private final Notices judge;

    Shop(Web web, Addresses addresses, MerchantKeys keys) {
        this.web = web;
        this.addresses = addresses;
        Signing signing = Signing.hmac(keys.secretKey());
        this.suanpan =
                new SuanpanClient(addresses.api(), keys.merchantId(), keys.apiKey(), signing);
        this.judge = new Notices(List.of(keys.webhookSecret()), signing, Clock.systemUTC());
    }

    /// A notice that came and verified.
    record Notice(Instant at, int answered, String id, Map<String, String> fields) {

        String says() {
            return "%s %s %s"
                    .formatted(
                            fields.get("status"), fields.get("stage"), fields.get("paid_amount"));
        }
    }

    /// The fields of a payment.
    Map<String, String> fields(String orderNo, long fen, String payMethod, String subject) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("order_no", orderNo);
        fields.put("amount", Yuan.of(fen));
        fields.put("subject", subject);
        fields.put("pay_method", payMethod);
        fields.put("notify_url", addresses.merchantStub() + "/notify/" + USUAL);
        fields.put("return_url", addresses.merchantStub() + "/return/" + USUAL);
        return fields;
    }

    JsonNode pay(Map<String, String> fields) {
        return answered("pay " + fields.get("order_no"), suanpan.pay(fields));
    }

    /// The order as the platform signs it today.
    JsonNode query(String orderNo) {
        return answered("query " + orderNo, suanpan.query(orderNo));
    }

    /// The same in a few words: `SUCCEEDED PAID 12.34`.
    String says(String orderNo) {
        JsonNode order = query(orderNo);
        return "%s %s %s"
                .formatted(
                        order.path("status").asString(),
                        order.path("stage").asString(),
                        order.path("paid_amount").asString());
    }

    /// Gives so much of an order back.
    void refund(String orderNo, String refundNo, long fen) {
        answered("refund " + refundNo, tryRefund(orderNo, refundNo, fen));
    }

    Outcome tryRefund(String orderNo, String refundNo, long fen) {
        return suanpan.call(
                "/api/v1/refund/create",
                Map.of(
                        "order_no",
                        orderNo,
                        "refund_no",
                        refundNo,
                        "amount",
                        Yuan.of(fen),
                        "notify_url",
                        addresses.merchantStub() + "/notify/" + USUAL));
    }

    /// A refund in a few words: `SUCCEEDED 30.00, 0.18 of the fee`.
    String refundSays(String refundNo) {
        JsonNode refund =
                answered(
                        "refund/query " + refundNo,
                        suanpan.call("/api/v1/refund/query", Map.of("refund_no", refundNo)));
        return "%s %s, %s of the fee"
                .formatted(
                        refund.path("status").asString(),
                        refund.path("amount").asString(),
                        refund.path("fee").asString());
    }

    /// What was heard of an order's refunds, each notice once: `SUCCEEDED 30.00`.
    List<String> refundsHeard(String orderNo) {
        Map<String, String> byId = new LinkedHashMap<>();
        received(USUAL)
                .flatMap(this::genuine)
                .filter(notice -> orderNo.equals(notice.fields().get("order_no")))
                .filter(notice -> "REFUND".equals(notice.fields().get("notice_type")))
                .forEach(notice ->
                        byId.put(
                                notice.id(),
                                notice.fields().get("status")
                                        + " "
                                        + notice.fields().get("amount")));
        return byId.values().stream().sorted().toList();
    }

    /// Whether the platform knows this merchant and his key, which may refund: it then has not this
    /// order, and signs that.
    boolean isKnown() {
        return suanpan.query("nobody-has-this")
                        instanceof Outcome.Refused(var code, _, _, _, _, var signed)
                && signed
                && code.equals("ORDER_NOT_FOUND")
                && tryRefund("nobody-has-this", "nothing", 1) instanceof Outcome.Refused refused
                && refused.code().equals("ORDER_NOT_FOUND");
    }

    /// The next notices to `name` are answered so.
    void answersNext(String name, int failures, int status) {
        web.post(
                addresses.merchantStub() + "/knobs/" + name,
                Map.of("fail_next", failures, "status", status));
    }

    /// What reached `name` about the payment of this order and verified.
    List<Notice> notices(String name, String orderNo) {
        return received(name)
                .flatMap(this::genuine)
                .filter(notice -> orderNo.equals(notice.fields().get("order_no")))
                .filter(notice -> "PAYMENT".equals(notice.fields().get("notice_type")))
                .toList();
    }

    /// The same in a few words: `1 notice, SUCCEEDED PAID 12.34`. Tries of one notice count once.
    String hears(String orderNo) {
        List<Notice> notices = notices(USUAL, orderNo);
        long different = notices.stream().map(Notice::id).distinct().count();
        return notices.isEmpty()
                ? "no notice"
                : "%d %s, %s"
                        .formatted(
                                different,
                                different == 1 ? "notice" : "notices",
                                notices.getLast().says());
    }

    /// The alerts about this subject that reached the operator's address.
    List<String> alerts(String name, String subject) {
        return received(name)
                .map(one -> JSON.readTree(one.path("body").asString()))
                .filter(alert -> alert.path("subject").asString().equals(subject))
                .map(alert -> alert.path("kind").asString())
                .toList();
    }

    private Stream<JsonNode> received(String name) {
        return web.get(addresses.merchantStub() + "/notices/" + name).path("notices").valueStream();
    }

    private Stream<Notice> genuine(JsonNode received) {
        JsonNode headers = received.path("headers");
        NoticeResult result =
                judge.judge(
                        headers.path("webhook-id").asString(),
                        headers.path("webhook-timestamp").asString(),
                        headers.path("webhook-signature").asString(),
                        received.path("body").asString().getBytes(StandardCharsets.UTF_8));
        return switch (result) {
            case NoticeResult.Genuine(var id, var fields) ->
                    Stream.of(
                            new Notice(
                                    Instant.parse(received.path("at").asString()),
                                    received.path("answered").asInt(),
                                    id,
                                    fields));
            case NoticeResult.Forged _ -> Stream.empty();
        };
    }

    private static JsonNode answered(String call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(var data, _) -> data;
            case Outcome.Refused(var code, var message, _, _, var requestNo, _) ->
                    throw new Halt(
                            "%s was refused: %s, %s (request %s)"
                                    .formatted(call, code, message, requestNo));
            case Outcome.Unknown(var why, _, _) ->
                    throw new Halt("%s: nobody knows what came of it, %s".formatted(call, why));
        };
    }

    @Override
    public void close() {
        suanpan.close();
    }
}
