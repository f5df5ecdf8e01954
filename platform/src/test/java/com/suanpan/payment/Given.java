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
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Asked;
import com.suanpan.payment.PaymentEvent.Placed;
import com.suanpan.payment.PaymentEvent.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values that tests of payments start from.
final class Given {

    static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    static final Duration LIFE = Duration.ofMinutes(30);
    static final Duration GRACE = Duration.ofMinutes(1);
    static final Money AMOUNT = Money.cny(10_000);
    static final AskPlan PLAN =
            new AskPlan(
                    List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)),
                    Duration.ofMinutes(5),
                    GRACE);
    static final PayerFacts NOBODY = new PayerFacts(null, null, null);

    private Given() {}

    static Merchant merchant(String merchantId) {
        return new Merchant(
                merchantId,
                "Merchant " + merchantId,
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
    }

    static Target.Candidate at(String channelCode) {
        return new Target.Candidate("MOCK", channelCode, PLAN.shortestLife());
    }

    static Target.Channel by(String method, String... channelCodes) {
        return new Target.Channel(
                method, List.of(channelCodes).stream().map(Given::at).toList(), null, true);
    }

    static Placed placed(String orderNo, Target target, String payOrderNo, String flowNo) {
        return placed("M1", orderNo, AMOUNT, target, payOrderNo, flowNo, NOON);
    }

    static Placed placed(
            String merchantId,
            String orderNo,
            Money amount,
            Target target,
            String payOrderNo,
            String flowNo,
            Instant now) {
        String method =
                switch (target) {
                    case Target.Page _ -> "MOCK";
                    case Target.Channel channel -> channel.payMethod();
                };
        PayCommand command =
                new PayCommand(
                        merchant(merchantId),
                        orderNo,
                        amount,
                        "tea",
                        null,
                        "attached",
                        null,
                        null,
                        null,
                        method,
                        NOBODY,
                        now.plus(LIFE),
                        "order " + amount.minor(),
                        "method " + method,
                        null);
        return new Placed(
                command,
                new Rate(60).of(amount),
                target,
                payOrderNo,
                flowNo,
                "token-" + payOrderNo);
    }

    static Answered answered(
            String payOrderNo, String flowNo, StartResult result, String nextFlowNo) {
        @Nullable String credential =
                result instanceof StartResult.Started(Credential handed)
                        ? CredentialJson.write(handed)
                        : null;
        return new Answered(
                payOrderNo, flowNo, false, result, credential, PLAN, List.of(), nextFlowNo);
    }

    static StartResult started() {
        return new StartResult.Started(new Credential.Code("pay me"));
    }

    static QueryResult paid(Money amount) {
        return new QueryResult.Paid("C-1", amount, NOON.plusSeconds(60), null);
    }

    static Asked asked(String flowNo, QueryResult result) {
        return new Asked(flowNo, result, false, true, PLAN);
    }

    static Told told(String channelCode, String flowNo, QueryResult result) {
        return new Told(channelCode, flowNo, result);
    }
}
