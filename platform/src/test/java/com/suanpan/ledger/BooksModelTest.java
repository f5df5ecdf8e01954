package com.suanpan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The function that the database's writes are made from, against the model, operation by operation.
class BooksModelTest {

    private static final long SEED = 20_261_124;
    private static final int RUNS = 2_000;
    private static final int OPERATIONS = 200;
    private static final Instant BEGINNING = Instant.parse("2026-11-24T00:00:00Z");

    @Test
    void it_does_what_the_model_does_and_keeps_every_invariant_after_each_operation() {
        Map<String, Integer> seen = new TreeMap<>();
        for (int run = 0; run < RUNS; run++) {
            SplittableRandom random = new SplittableRandom(SEED + run);
            RandomOperations operations = new RandomOperations(random.nextLong(), "n", "M1", "M2");
            LedgerModel model = new LedgerModel();
            Books books = new Books(List.of(), Map.of(), Map.of(), Map.of());
            Instant now = BEGINNING;
            Map<AccountRef, Account> before = Map.of();
            for (int i = 0; i < OPERATIONS; i++) {
                now = now.plusSeconds(random.nextInt(20));
                Operation operation = operations.next(now);
                String told = Ledgers.text(books.apply(operation, now));
                String expected = model.apply(operation, now);
                String where = "seed %d, operation %d, %s".formatted(SEED + run, i, operation);
                assertThat(told).as(where).isEqualTo(expected);
                seen.merge(told.split(" ")[0], 1, Integer::sum);
                Map<AccountRef, Account> after = accounts(books);
                judge(where, told, before, after, books, model);
                before = after;
            }
        }
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder(
                        "Differs",
                        "Done",
                        "Ended",
                        "Frozen",
                        "NoSuchHold",
                        "NoSuchPosting",
                        "Overdrawn",
                        "ReleasedBefore",
                        "SeenBefore",
                        "TooLate",
                        "TooMuch");
    }

    private static Map<AccountRef, Account> accounts(Books books) {
        Map<AccountRef, Account> accounts = new HashMap<>();
        books.accounts().added().forEach(a -> accounts.put(a.ref(), a));
        return accounts;
    }

    private static void judge(
            String where,
            String told,
            Map<AccountRef, Account> before,
            Map<AccountRef, Account> after,
            Books books,
            LedgerModel model) {
        long[] all = new long[4];
        Map<AccountRef, long[]> sums = new HashMap<>();
        model.held.forEach(m -> add(sums, m, 0));
        model.posted.forEach(m -> add(sums, m, 1));
        for (Account account : after.values()) {
            long[] counters = counters(account);
            assertThat(counters)
                    .as("L4, L5: %s", where)
                    .isEqualTo(sums.getOrDefault(account.ref(), new long[4]));
            long[] old =
                    counters(before.getOrDefault(account.ref(), Account.opened(account.ref())));
            for (int i = 0; i < 4; i++) {
                all[i] += counters[i];
                assertThat(counters[i]).as("L3: %s", where).isNotNegative();
            }
            assertThat(counters[1]).as("L3: %s", where).isGreaterThanOrEqualTo(old[1]);
            assertThat(counters[3]).as("L3: %s", where).isGreaterThanOrEqualTo(old[3]);
            assertThat(account.isOverdrawn()).as("L6: %s", where).isFalse();
        }
        assertThat(after.keySet()).as("L4: %s", where).containsAll(sums.keySet());
        assertThat(all[0]).as("L1: %s", where).isEqualTo(all[2]);
        assertThat(all[1]).as("L1: %s", where).isEqualTo(all[3]);
        if (!told.equals("Done")) {
            assertThat(after).as("L8: %s", where).isEqualTo(before);
        }
        for (HeldMoney held : books.holds().added()) {
            if (held.hold() != null) {
                assertThat(held.postedMinor())
                        .as("L7: %s", where)
                        .isLessThanOrEqualTo(held.hold().amount().minor());
            }
        }
    }

    private static void add(Map<AccountRef, long[]> sums, LedgerModel.Moved moved, int posted) {
        int at = posted + (moved.side() == Side.DEBIT ? 0 : 2);
        sums.computeIfAbsent(moved.account(), _ -> new long[4])[at] += moved.minor();
    }

    private static long[] counters(Account a) {
        return new long[] {
            a.debitsPending(), a.debitsPosted(), a.creditsPending(), a.creditsPosted()
        };
    }
}
