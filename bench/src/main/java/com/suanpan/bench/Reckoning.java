package com.suanpan.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The end of the story: the books audit themselves, and what the channels owe by them is what payers
/// paid by the providers' own record, in all runs on this data.
final class Reckoning {

    private static final Map<String, String> BALANCES = new LinkedHashMap<>();

    static {
        BALANCES.put("CHANNEL_RECEIVABLE", "channels owe us (通道应收)");
        BALANCES.put("MERCHANT_PENDING", "the merchant's, to be settled (待结算)");
        BALANCES.put("FEE_INCOME", "fees earned (手续费收入)");
        BALANCES.put("SUSPENSE", "stray money, in suspense (挂账)");
    }

    private final Scene scene;

    Reckoning(Scene scene) {
        this.scene = scene;
    }

    void play() {
        Telling telling = scene.telling;
        telling.line("");
        telling.line("The reckoning (稽核), of all runs on this data");
        JsonNode audit = scene.books.audit();
        telling.check(
                "audit",
                "the books agree, 0 findings",
                () ->
                        "the books %s, %s findings"
                                .formatted(
                                        audit.path("books").asString(),
                                        audit.path("findings").asString()),
                () ->
                        "%s postings, %s entries"
                                .formatted(
                                        audit.path("postings").asString(),
                                        audit.path("entries").asString()));
        telling.check(
                "providers",
                "payers paid " + Yuan.of(balance(audit, "CHANNEL_RECEIVABLE")) + " in all",
                () -> "payers paid " + Yuan.of(scene.providers.paid()) + " in all",
                () -> "less refunds: what the channels owe by our books");
        BALANCES.forEach((kind, name) ->
                telling.tell("%12s  %s".formatted(Yuan.of(balance(audit, kind)), name)));
    }

    private static long balance(JsonNode audit, String kind) {
        return Long.parseLong(audit.path(kind + " CNY").asString("0"));
    }
}
