package com.suanpan.payment;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.Credential;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartResult;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.SettleMode;
import com.suanpan.merchant.SignType;
import com.suanpan.money.Money;
import com.suanpan.money.Rate;
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Placed;
import com.suanpan.payment.PaymentEvent.Told;
import com.suanpan.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A part of the bench, in this room because what decides has no public door: what the pure function takes
/// over a whole payment, placed, answered and paid.
@NullMarked
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Decisions {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final String ORDER = "26112312000000010070000001";
    private static final String FLOW = "26112312000000010070000002";
    private static final Money AMOUNT = Money.cny(12_345);

    private final Placed placed = placed();
    private final Answered answered =
            new Answered(
                    ORDER,
                    FLOW,
                    false,
                    new StartResult.Started(new Credential.Code("http://127.0.0.1/payer/1")),
                    "{\"code\":\"http://127.0.0.1/payer/1\"}",
                    new AskPlan(
                            List.of(Duration.ofSeconds(2)), Duration.ZERO, Duration.ofSeconds(5)),
                    List.of(),
                    "26112312000000010070000003");
    private final Told told =
            new Told("mock-1", FLOW, new QueryResult.Paid("9001", AMOUNT, NOW, null));

    private static Placed placed() {
        Merchant merchant =
                new Merchant(
                        "M20261123001",
                        "Load",
                        SignType.HMAC_SHA256,
                        List.of(new MerchantKey("ak_1", new Secret("secret"), null, Set.of())),
                        null,
                        List.of(),
                        null,
                        true,
                        new Rate(60),
                        SettleMode.T1,
                        List.of(),
                        false,
                        1_000,
                        500);
        PayCommand command =
                new PayCommand(
                        merchant,
                        "A1",
                        AMOUNT,
                        "Tea",
                        null,
                        null,
                        null,
                        "http://127.0.0.1/notice",
                        null,
                        "MOCK_QR",
                        new PayerFacts(null, null, null),
                        NOW.plus(Duration.ofMinutes(30)),
                        "order",
                        "method",
                        null);
        Target target =
                new Target.Channel(
                        "MOCK_QR",
                        List.of(new Target.Candidate("MOCK", "mock-1", Duration.ZERO)),
                        null,
                        true);
        return new Placed(command, Money.cny(74), target, ORDER, FLOW, "token");
    }

    @Benchmark
    public Object decideWholePayment() {
        Workbench bench = new Workbench(List.of(), List.of());
        PaymentCommits.decide(bench, placed, NOW);
        PaymentCommits.decide(bench, answered, NOW);
        return PaymentCommits.decide(bench, told, NOW);
    }
}
