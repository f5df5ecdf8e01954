package com.suanpan.payment;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.Credential;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartResult;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.SettleMode;
import com.suanpan.merchant.SignType;
import com.suanpan.money.Money;
import com.suanpan.money.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// One order of each end, by the events that lead there: `o-paid` and its flow `f-paid`, and so on.
final class AuditedHistory {

    static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private static final Money AMOUNT = Money.cny(10_000);
    private static final AskPlan PLAN =
            new AskPlan(
                    List.of(Duration.ofSeconds(5)), Duration.ofMinutes(5), Duration.ofMinutes(1));
    private static final Merchant MERCHANT =
            new Merchant(
                    "M1",
                    "Tea",
                    SignType.HMAC_SHA256,
                    List.of(),
                    null,
                    List.of(),
                    "https://merchant.example/notify",
                    true,
                    new Rate(60),
                    SettleMode.T1,
                    List.of(),
                    false,
                    100,
                    100);

    private final Consumer<PaymentEvent> commit;

    AuditedHistory(Consumer<PaymentEvent> commit) {
        this.commit = commit;
    }

    void happens() {
        started("open", "MOCK_QR", "f-open");

        started("paid", "MOCK_QR", "f-paid");
        told("f-paid", AMOUNT);

        started("twice", "MOCK_QR", "f-twice");
        started("twice", "MOCK_PAGE", "f-twice-2");
        told("f-twice", AMOUNT);
        told("f-twice-2", AMOUNT);

        started("other", "MOCK_QR", "f-other");
        asked("f-other", paid("C-other", Money.cny(9_000)));

        started("closed", "MOCK_QR", "f-closed");
        closed("closed", "f-closed");

        started("late", "MOCK_QR", "f-late");
        closed("late", "f-late");
        told("f-late", AMOUNT);
    }

    private void started(String order, String method, String flowNo) {
        commit.accept(
                new PaymentEvent.Placed(
                        new PayCommand(
                                MERCHANT,
                                order,
                                AMOUNT,
                                "tea",
                                null,
                                null,
                                null,
                                null,
                                null,
                                method,
                                new PayerFacts(null, null, null),
                                NOON.plus(Duration.ofMinutes(30)),
                                "order",
                                method,
                                null),
                        new Rate(60).of(AMOUNT),
                        new Target.Channel(
                                method,
                                List.of(new Target.Candidate("MOCK", "mock", PLAN.shortestLife())),
                                null,
                                true),
                        "o-" + order,
                        flowNo,
                        "token-" + order));
        Credential handed = new Credential.Code("pay me");
        commit.accept(
                new PaymentEvent.Answered(
                        "o-" + order,
                        flowNo,
                        false,
                        new StartResult.Started(handed),
                        CredentialJson.write(handed),
                        PLAN,
                        List.of(),
                        flowNo + "-next"));
    }

    private void told(String flowNo, Money amount) {
        commit.accept(new PaymentEvent.Told("mock", flowNo, paid("C-" + flowNo, amount)));
    }

    private void closed(String order, String flowNo) {
        commit.accept(new PaymentEvent.CloseWanted("o-" + order));
        asked(flowNo, new QueryResult.Closed("CLOSED"));
    }

    private void asked(String flowNo, QueryResult result) {
        commit.accept(new PaymentEvent.Asked(flowNo, result, false, true, PLAN));
    }

    private static QueryResult paid(String channelOrderNo, Money amount) {
        return new QueryResult.Paid(channelOrderNo, amount, NOON.plusSeconds(60), null);
    }
}
