package com.suanpan.ledger;

import com.suanpan.ledger.Operation.AgreeLimit;
import com.suanpan.ledger.Operation.ExpireHold;
import com.suanpan.ledger.Operation.Freeze;
import com.suanpan.ledger.Operation.PostHold;
import com.suanpan.ledger.Operation.ReleaseHold;
import com.suanpan.ledger.Operation.Reverse;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Operations by chance on few accounts with few numbers, so that they meet: repeats, the same number
/// with another content, ends before beginnings, more than there is.
final class RandomOperations {

    private static final int NUMBERS = 40;

    private final SplittableRandom random;
    private final String prefix;
    private final List<AccountRef> takers;
    private final List<AccountRef> others =
            List.of(
                    AccountRef.channelReceivable("mock-1", Currency.CNY),
                    AccountRef.feeIncome(Currency.CNY),
                    AccountRef.suspense(Currency.CNY));
    private final List<Operation> made = new ArrayList<>();

    RandomOperations(long seed, String prefix, String merchant, String other) {
        this.random = new SplittableRandom(seed);
        this.prefix = prefix;
        this.takers =
                List.of(
                        AccountRef.merchantAvailable(merchant, Currency.CNY),
                        AccountRef.merchantPending(merchant, Currency.CNY),
                        AccountRef.merchantAvailable(other, Currency.CNY));
    }

    Operation next(Instant now) {
        if (!made.isEmpty() && random.nextInt(6) == 0) {
            return made.get(random.nextInt(made.size()));
        }
        Operation operation =
                switch (random.nextInt(20)) {
                    case 0, 1, 2, 3, 4 -> paidIn();
                    case 5, 6, 7 -> moved();
                    case 8, 9, 10, 11 -> hold(now);
                    case 12, 13, 14 -> new PostHold(holdNo(), part());
                    case 15, 16 -> new ReleaseHold(holdNo());
                    case 17 -> new ExpireHold(holdNo());
                    case 18 -> new Reverse(random.nextBoolean() ? "P" + number() : holdNo());
                    default ->
                            random.nextBoolean()
                                    ? new Freeze(taker(), random.nextInt(3) == 0)
                                    : new AgreeLimit(taker(), Money.cny(random.nextInt(3) * 20L));
                };
        made.add(operation);
        return operation;
    }

    private Operation paidIn() {
        long fee = random.nextInt(3);
        long net = 1L + random.nextInt(60);
        List<Leg> legs = new ArrayList<>();
        legs.add(Leg.debit(others.getFirst(), Money.cny(net + fee)));
        legs.add(Leg.credit(taker(), Money.cny(net)));
        if (fee > 0) {
            legs.add(Leg.credit(others.get(1), Money.cny(fee)));
        }
        return Posting.of(PostingKind.PAYMENT, number(), legs);
    }

    private Operation moved() {
        AccountRef from = taker();
        List<AccountRef> to = new ArrayList<>(takers);
        to.addAll(others);
        to.remove(from);
        Money amount = Money.cny(1 + random.nextInt(40));
        return Posting.of(
                PostingKind.STRAY,
                number(),
                List.of(
                        Leg.debit(from, amount),
                        Leg.credit(to.get(random.nextInt(to.size())), amount)));
    }

    private Operation hold(Instant now) {
        Money first = Money.cny(1 + random.nextInt(30));
        Instant until = random.nextInt(3) == 0 ? now.plusSeconds(random.nextInt(300)) : null;
        AccountRef to = others.getFirst();
        if (random.nextBoolean()) {
            return Hold.of(
                    PostingKind.REFUND,
                    number(),
                    List.of(Leg.debit(taker(), first), Leg.credit(to, first)),
                    until);
        }
        Money second = Money.cny(1 + random.nextInt(30));
        return Hold.of(
                PostingKind.REFUND,
                number(),
                List.of(
                        Leg.debit(takers.get(0), first),
                        Leg.debit(takers.get(1), second),
                        Leg.credit(to, first.plus(second))),
                until);
    }

    private @Nullable Money part() {
        return random.nextBoolean() ? null : Money.cny(1 + random.nextInt(30));
    }

    private AccountRef taker() {
        return takers.get(random.nextInt(takers.size()));
    }

    private String number() {
        return prefix + random.nextInt(NUMBERS);
    }

    private String holdNo() {
        return PostingKind.REFUND.postingNo(number());
    }
}
