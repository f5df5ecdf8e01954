package com.suanpan.refund;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.ledger.AccountRef;
import com.suanpan.ledger.AccountStatement.Sums;
import com.suanpan.ledger.Hold;
import com.suanpan.ledger.Operation;
import com.suanpan.merchant.SettleMode;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.payment.OrderStage;
import com.suanpan.payment.PaidOrder;
import com.suanpan.payment.Status;
import com.suanpan.refund.RefundEvent.Answered;
import com.suanpan.refund.RefundEvent.Asked;
import com.suanpan.refund.RefundEvent.Checked;
import com.suanpan.refund.RefundEvent.Due;
import com.suanpan.refund.RefundEvent.Requested;
import com.suanpan.refund.RefundEvent.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The pure rules of refunds under thousands of random lives: events late, doubled and false.
class RefundRandomTest {

    private static final int RUNS = 2_000;
    private static final int EVENTS = 120;
    private static final Instant BEGINNING = Instant.parse("2026-11-24T00:00:00Z");
    private static final Money PAID = Money.cny(1_000);
    private static final Money FEE = Money.cny(6);

    @Test
    void the_laws_hold_after_every_event_and_batched_equals_one_by_one() {
        Set<RefundStage> seen = new HashSet<>();
        for (long seed = 1; seed <= RUNS; seed++) {
            World single = new World();
            World batched = new World();
            Chance chance = new Chance(seed);
            for (int i = 0; i < EVENTS; ) {
                Instant now = chance.tick();
                List<RefundEvent> batch = new ArrayList<>();
                List<String> alone = new ArrayList<>();
                for (int j = chance.upTo(6); j > 0; j--, i++) {
                    RefundEvent event = chance.next(single);
                    batch.add(event);
                    alone.addAll(single.happen(List.of(event), now));
                    assertThat(single.broken()).as("seed %s, after %s", seed, event).isEmpty();
                }
                assertThat(batched.happen(batch, now)).as("seed %s", seed).isEqualTo(alone);
                assertThat(batched.refunds).as("seed %s", seed).isEqualTo(single.refunds);
                assertThat(batched.orders).as("seed %s", seed).isEqualTo(single.orders);
                assertThat(batched.operations).as("seed %s", seed).isEqualTo(single.operations);
            }
            single.refunds.values().forEach(r -> seen.add(r.state.stage()));
        }
        assertThat(seen).containsExactlyInAnyOrder(RefundStage.values());
    }

    /// All that a database would hold, read anew for each batch.
    private static final class World {

        private record Kept(RefundFacts facts, RefundState state) {}

        private final Map<String, PaidOrder> orders = new TreeMap<>();
        private final Map<String, Kept> refunds = new TreeMap<>();
        private final List<Operation> operations = new ArrayList<>();
        private final List<RefundView> finals = new ArrayList<>();

        /// Numbers under which something may exist at the channel, so that no second sending is allowed
        /// unless repeating is asking.
        private final Set<String> mayExist = new HashSet<>();

        private final List<String> sentTwice = new ArrayList<>();

        World() {
            for (int i = 0; i < 2; i++) {
                orders.put("o" + i, paid("o" + i, "f" + i));
            }
        }

        List<String> happen(List<RefundEvent> events, Instant now) {
            RefundBench bench =
                    new RefundBench(
                            orders.values(),
                            refunds.values().stream()
                                    .map(k -> Refund.read(k.facts, k.state))
                                    .toList(),
                            new Purse(
                                    Map.of(
                                            AccountRef.merchantPending("M1", Currency.CNY),
                                            new Sums(1_000_000, 0, 1_000_000, false))));
            List<String> told = new ArrayList<>();
            for (RefundEvent event : events) {
                RefundOutcome outcome = RefundCommits.decide(bench, event, now);
                note(event, outcome);
                told.add(
                        outcome instanceof RefundOutcome.Refused(var refusal)
                                ? "Refused " + refusal.problem()
                                : outcome.toString());
            }
            for (Refund refund : bench.refunds()) {
                refunds.put(refund.facts.refundFlowNo(), new Kept(refund.facts, refund.state()));
            }
            bench.moved().forEach(m -> orders.put(m.after().payOrderNo(), m.after()));
            operations.addAll(bench.operations);
            finals.addAll(bench.finals);
            return told;
        }

        private void note(RefundEvent event, RefundOutcome outcome) {
            if (event instanceof Answered answered
                    && (answered.result() instanceof RefundResult.NotSent
                            || answered.result() instanceof RefundResult.ShortOfFunds)) {
                mayExist.remove(answered.refundFlowNo());
            }
            boolean mayRepeat = event instanceof Asked asked && asked.mayRepeat();
            if (outcome instanceof RefundOutcome.Send(var work)
                    && !mayExist.add(work.refundFlowNo())
                    && !mayRepeat
                    && !(event instanceof Due)) {
                sentTwice.add(work.refundFlowNo());
            }
        }

        List<String> broken() {
            List<String> broken = new ArrayList<>();
            sentTwice.forEach(no -> broken.add("M6 " + no + " was sent twice"));
            for (PaidOrder order : orders.values()) {
                long refunding = sum(order, Status.PROCESSING);
                long refunded = sum(order, Status.SUCCEEDED);
                if (order.refunding().minor() != refunding
                        || order.refunded().minor() != refunded
                        || refunding + refunded > order.paid().minor()) {
                    broken.add("M7 " + order);
                }
                long fees = 0;
                for (Kept kept : refunds.values()) {
                    boolean counts = kept.state.stage() != RefundStage.REFUSED;
                    fees += counts && isOf(kept, order) ? kept.facts.fee().minor() : 0;
                }
                boolean whole = refunded == PAID.minor();
                if (fees > FEE.minor() || (whole && fees != FEE.minor())) {
                    broken.add("the fee's parts are " + fees + ": " + order);
                }
            }
            Map<String, Integer> holds = new HashMap<>();
            Map<String, Integer> ends = new HashMap<>();
            for (Operation operation : operations) {
                switch (operation) {
                    case Hold hold -> holds.merge(hold.holdNo(), 1, Integer::sum);
                    case Operation.PostHold post -> ends.merge(post.holdNo(), 1, Integer::sum);
                    case Operation.ReleaseHold release ->
                            ends.merge(release.holdNo(), -1, Integer::sum);
                    case com.suanpan.ledger.Posting _,
                            Operation.ExpireHold _,
                            Operation.Reverse _,
                            Operation.Freeze _,
                            Operation.AgreeLimit _ ->
                            broken.add("P4 " + operation);
                }
            }
            for (Kept kept : refunds.values()) {
                String holdNo = "R" + kept.facts.refundFlowNo();
                int end = ends.getOrDefault(holdNo, 0);
                int due =
                        switch (kept.state.stage().status()) {
                            case PROCESSING -> 0;
                            case SUCCEEDED -> 1;
                            case FAILED -> -1;
                        };
                if (holds.getOrDefault(holdNo, 0) != 1 || end != due) {
                    broken.add("P4 " + holdNo + ": held or ended otherwise");
                }
                boolean isFinal = kept.state.stage().isFinal();
                long told =
                        finals.stream()
                                .filter(v -> v.refundFlowNo().equals(kept.facts.refundFlowNo()))
                                .count();
                if (told != (isFinal ? 1 : 0)) {
                    broken.add("P7 " + holdNo + ": told " + told + " times");
                }
                if (!isFinal && kept.state.actAt() == null && kept.state.overdueAt() == null) {
                    broken.add("M4 " + holdNo + ": nobody goes on with it");
                }
            }
            return broken;
        }

        private long sum(PaidOrder order, Status status) {
            return refunds.values().stream()
                    .filter(k -> isOf(k, order) && k.state.stage().status() == status)
                    .mapToLong(k -> k.facts.amount().minor())
                    .sum();
        }

        private static boolean isOf(Kept kept, PaidOrder order) {
            return kept.facts.payOrderNo().equals(order.payOrderNo());
        }

        private static PaidOrder paid(String payOrderNo, String flowNo) {
            return new PaidOrder(
                    payOrderNo,
                    "M1",
                    "m-" + payOrderNo,
                    SettleMode.T1,
                    FEE,
                    OrderStage.PAID,
                    flowNo,
                    "mock-1",
                    "MOCK_QR",
                    flowNo,
                    "C-" + flowNo,
                    BEGINNING,
                    PAID,
                    Money.cny(0),
                    Money.cny(0));
        }
    }

    private static final class Chance {

        private final SplittableRandom random;
        private final boolean mayRepeat;
        private Instant now = BEGINNING;
        private int numbers;

        Chance(long seed) {
            this.random = new SplittableRandom(seed);
            this.mayRepeat = random.nextBoolean();
        }

        Instant tick() {
            now = now.plusSeconds(random.nextInt(40) == 0 ? 5L * 86_400 : random.nextInt(120));
            return now;
        }

        int upTo(int most) {
            return 1 + random.nextInt(most);
        }

        RefundEvent next(World world) {
            List<RefundFacts> known = world.refunds.values().stream().map(k -> k.facts).toList();
            if (known.isEmpty() || random.nextInt(6) == 0) {
                String refundNo = "n" + random.nextInt(12);
                return new Requested(
                        RefundGround.command("M1", refundNo, 1L + random.nextInt(500), null),
                        "o" + random.nextInt(2),
                        "r%04d".formatted(++numbers),
                        random.nextInt(20) > 0);
            }
            RefundFacts facts = known.get(random.nextInt(known.size()));
            String order = facts.payOrderNo();
            String no = facts.refundFlowNo();
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> new Checked(order, no, payment(facts), RefundGround.PLAN);
                case 3, 4, 5 -> new Answered(order, no, result(facts, false), RefundGround.PLAN);
                case 6, 7 ->
                        new Asked(order, no, result(facts, true), RefundGround.PLAN, mayRepeat);
                case 8 -> new Due(order, no);
                default ->
                        new Told(
                                order,
                                random.nextInt(10) == 0 ? "mock-2" : "mock-1",
                                no,
                                result(facts, false));
            };
        }

        private QueryResult payment(RefundFacts facts) {
            return switch (random.nextInt(12)) {
                case 0 -> new QueryResult.Closed("CLOSED");
                case 1 -> new QueryResult.NoSuchOrder();
                case 2 -> new QueryResult.Unknown(UnknownWhy.LOST, "?");
                case 3 -> new QueryResult.Paid("C", Money.cny(1), now, null);
                case 4 -> new QueryResult.Waiting();
                default -> new QueryResult.Paid("C", facts.orderAmount(), now, null);
            };
        }

        private RefundResult result(RefundFacts facts, boolean asked) {
            return switch (random.nextInt(9)) {
                case 0, 1 -> new RefundResult.Done("CR", facts.amount(), now);
                case 2 -> new RefundResult.Done("CR", Money.cny(501), now);
                case 3 -> new RefundResult.Accepted("CR");
                case 4 -> new RefundResult.Refused("NO", "no");
                case 5 -> new RefundResult.ShortOfFunds("NOT_ENOUGH", "top up");
                case 6 -> new RefundResult.Stuck("ABNORMAL", "card closed");
                case 7 ->
                        asked
                                ? new RefundResult.NoSuchRefund()
                                : new RefundResult.NotSent("no line");
                default -> new RefundResult.Unknown(UnknownWhy.LOST, "?");
            };
        }
    }
}
