package com.suanpan.payment;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.money.Money;
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Asked;
import com.suanpan.payment.PaymentEvent.Chosen;
import com.suanpan.payment.PaymentEvent.CloseWanted;
import com.suanpan.payment.PaymentEvent.Due;
import com.suanpan.payment.PaymentEvent.Returned;
import com.suanpan.payment.PaymentEvent.Told;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Everything that can happen to a few orders, at random but repeatable: calls, repeats, changes of
/// method, answers, callbacks true and false, closes, expiries.
final class RandomEvents {

    private static final String[] METHODS = {"MOCK_QR", "MOCK_PAGE", "MOCK_APP"};
    private static final List<UnknownWhy> WHYS = List.of(UnknownWhy.values());
    private static final String[] ACCOUNTS = {"mock-1", "mock-2"};

    private final SplittableRandom random;
    private final int orderNos;
    private int numbers;
    private Instant now = Given.NOON;

    RandomEvents(long seed, int orderNos) {
        this.random = new SplittableRandom(seed);
        this.orderNos = orderNos;
    }

    /// The time of the next batch.
    Instant tick() {
        int step = random.nextInt(10);
        Duration by =
                step < 6
                        ? Duration.ofMillis(random.nextInt(2_000))
                        : step < 9
                                ? Duration.ofSeconds(random.nextInt(90))
                                : Duration.ofMinutes(random.nextInt(40));
        now = now.plus(by);
        return now;
    }

    int upTo(int most) {
        return 1 + random.nextInt(most);
    }

    /// An event that makes sense in this world, though it may be late, doubled or false.
    PaymentEvent next(World world) {
        List<FlowFacts> flows = world.flows().values().stream().map(World.KeptFlow::facts).toList();
        List<String> orders = new ArrayList<>(world.orders().keySet());
        int kind = random.nextInt(100);
        if (orders.isEmpty() || kind < 20) {
            return placed();
        }
        String payOrderNo = orders.get(random.nextInt(orders.size()));
        if (kind < 25) {
            return new Chosen(payOrderNo, channel(), Given.NOBODY, number("F"));
        }
        if (kind < 29) {
            return new CloseWanted(payOrderNo);
        }
        if (kind < 36 || flows.isEmpty()) {
            return new Due(payOrderNo);
        }
        FlowFacts flow = flows.get(random.nextInt(flows.size()));
        if (kind < 56) {
            return answered(flow);
        }
        if (kind < 80) {
            return new Asked(
                    flow.flowNo(),
                    state(flow),
                    random.nextInt(3) == 0,
                    random.nextInt(4) > 0,
                    Given.PLAN);
        }
        String account =
                random.nextInt(20) == 0
                        ? ACCOUNTS[random.nextInt(ACCOUNTS.length)]
                        : flow.channelCode();
        return kind < 95
                ? new Told(account, flow.flowNo(), state(flow))
                : new Returned(account, flow.flowNo(), null);
    }

    private PaymentEvent placed() {
        Target target = random.nextInt(5) == 0 ? new Target.Page() : channel();
        return Given.placed(
                "M" + random.nextInt(2),
                "O" + random.nextInt(orderNos),
                Money.cny(random.nextInt(15) == 0 ? 77 : 10_000),
                target,
                number("P"),
                number("F"),
                now);
    }

    private Target.Channel channel() {
        String method = METHODS[random.nextInt(METHODS.length)];
        return switch (random.nextInt(12)) {
            case 0 -> new Target.Channel(method, List.of(), new Refusal(Problem.NO_CHANNEL), true);
            case 1 -> new Target.Channel(method, List.of(Given.at("mock-1")), null, false);
            default ->
                    random.nextBoolean()
                            ? Given.by(method, ACCOUNTS)
                            : Given.by(method, ACCOUNTS[random.nextInt(ACCOUNTS.length)]);
        };
    }

    private Answered answered(FlowFacts flow) {
        StartResult result =
                switch (random.nextInt(8)) {
                    case 0 -> new StartResult.Refused("NO", "no", false);
                    case 1 -> new StartResult.NotSent("no line");
                    case 2 -> new StartResult.MustAsk("USED", "used");
                    case 3 -> new StartResult.Unknown(why(), "?");
                    default -> Given.started();
                };
        return new Answered(
                flow.payOrderNo(),
                flow.flowNo(),
                random.nextInt(6) == 0,
                result,
                result instanceof StartResult.Started(var handed)
                        ? CredentialJson.write(handed)
                        : null,
                Given.PLAN,
                random.nextInt(3) == 0 ? List.of(Given.at("mock-2")) : List.of(),
                number("F"));
    }

    private QueryResult state(FlowFacts flow) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                    new QueryResult.Paid(
                            "C" + (random.nextInt(25) == 0 ? "x" : "") + flow.flowNo(),
                            random.nextInt(8) == 0 ? Money.cny(random.nextInt(3)) : flow.amount(),
                            now,
                            null);
            case 4 -> new QueryResult.Closed("CLOSED");
            case 5, 6 -> new QueryResult.NoSuchOrder();
            case 7 -> new QueryResult.Unknown(why(), "?");
            default -> new QueryResult.Waiting();
        };
    }

    private UnknownWhy why() {
        return WHYS.get(random.nextInt(WHYS.size()));
    }

    private String number(String prefix) {
        return prefix + "%06d".formatted(++numbers);
    }
}
