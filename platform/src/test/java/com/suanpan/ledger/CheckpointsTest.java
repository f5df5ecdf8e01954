package com.suanpan.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Audit.Extent;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A day of postings, a checkpoint in the next morning, and what was posted since. Each test plants its
/// disagreement in a transaction of its own, has it audited there, and rolls back.
class CheckpointsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final TransactionTemplate TRANSACTION =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
    private static final Lanes LANES = new Lanes(1);

    private static final Instant YESTERDAY = Instant.parse("2026-11-23T04:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-23T17:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-24T04:00:00Z");
    private static final Instant NEXT_MORNING = Instant.parse("2026-11-24T17:00:00Z");

    private static final int OLD = 20;
    private static final int NEW = 7;
    private static final String PENDING = "MERCHANT_PENDING:M1:CNY";
    private static final String NO_TRIGGERS = "set local session_replication_role = replica";

    @BeforeAll
    static void a_checkpoint_between_two_days() {
        for (int i = 0; i < OLD; i++) {
            post(YESTERDAY, payment("old" + i, "M1"), hold("old" + i, "M1"));
        }
        post(YESTERDAY, Operation.PostHold.whole(holdNo("old0")));
        TRANSACTION.executeWithoutResult(_ -> keep(MORNING));
        for (int i = 0; i < NEW; i++) {
            post(NOON, payment("new" + i, "M1"), payment("first" + i, "M2"));
        }
        post(NOON, Operation.PostHold.whole(holdNo("old1")));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void both_extents_count_the_same_and_one_reads_only_what_came_since() {
        Findings whole = planted(Extent.WHOLE);
        Findings since = planted(Extent.SINCE_CHECKPOINT);

        assertThat(whole.kept()).isEmpty();
        assertThat(since.kept()).isEmpty();
        assertThat(since.counted())
                .containsEntry("entries read", Integer.toString(2 * (2 * NEW + 1)))
                .usingRecursiveComparison()
                .ignoringFields("entries read")
                .isEqualTo(whole.counted());
        assertThat(whole.counted())
                .containsEntry("entries read", Integer.toString(2 * (OLD + 1 + 2 * NEW + 1)))
                .containsEntry("postings", Integer.toString(OLD + 1 + 2 * NEW + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set amount = amount + 1 where posting_no = 'Pnew3' and leg = 1",
                "update entry set balance_after = balance_after + 1 where posting_no = 'Pnew3'",
                "update entry set currency = 'USD' where posting_no = 'Pnew0'",
                "delete from entry where posting_no = 'Pnew0'",
                "delete from posting where posting_no = 'Pnew3'",
                "update posting set content = '' where posting_no = 'Pfirst3'",
                "insert into posting values (0, 'Px', 'PAYMENT', 'x', 'PAYMENT|x', '2026-11-24T04:00:00Z')",
                "insert into entry values (0, 'Px', 1, 'SUSPENSE:-:CNY', 'DEBIT', 1, 'CNY', 1, 1, '2026-11-24T04:00:00Z')",
                "update hold set posted = posted + 1 where hold_no = 'Rold1'",
                "update hold_leg set amount = amount + 1 where hold_no = 'Rold2'"
            })
    void what_is_wrong_after_the_checkpoint_is_found_since_it(String change) {
        assertThat(planted(Extent.SINCE_CHECKPOINT, NO_TRIGGERS, change).none()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set credits_posted = credits_posted + 1 where account_no = '%s'",
                "update account set entries = entries - 1 where account_no = '%s'",
                "update account set credits_pending = credits_pending + 1 where account_no = '%s'",
                "delete from account where account_no = '%s'",
                "update account_checkpoint set balance = balance + 1 where account_no = '%s'",
                "update account_checkpoint set entries = entries - 1 where account_no = '%s'",
                "delete from account_checkpoint where account_no = '%1$s'; delete from entry where account_no = '%1$s' and account_seq = 3"
            })
    void an_account_that_is_not_its_checkpoint_and_what_came_since_is_found(String change) {
        assertThat(planted(Extent.SINCE_CHECKPOINT, NO_TRIGGERS, change.formatted(PENDING)).none())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set amount = amount + 1 where posting_no = 'Pold3' and leg = 1",
                "update entry set balance_after = balance_after + 1 where posting_no = 'Pold3'",
                "delete from posting where posting_no = 'Pold3'",
                "update posting set content = '' where posting_no = 'Pold3'",
                "update hold set posted = posted + 1 where hold_no = 'Rold0'"
            })
    void an_old_row_that_somebody_changed_is_found_by_the_whole_audit_alone(String change) {
        assertThat(planted(Extent.WHOLE, NO_TRIGGERS, change).none()).isFalse();
        assertThat(planted(Extent.SINCE_CHECKPOINT, NO_TRIGGERS, change).kept()).isEmpty();
    }

    @Test
    void an_entry_dated_before_the_checkpoint_is_read_by_its_place_in_the_account() {
        Map<String, String> counted =
                inTransaction(() -> {
                    post(YESTERDAY, payment("late", "M1"));
                    return examined(Extent.SINCE_CHECKPOINT).counted();
                });

        assertThat(counted).containsEntry("entries read", Integer.toString(2 * (2 * NEW + 1) + 2));
    }

    @Test
    void a_day_that_is_not_over_gets_no_checkpoint() {
        Map<String, String> counted =
                inTransaction(() -> {
                    keep(NOON);
                    return examined(Extent.SINCE_CHECKPOINT).counted();
                });

        assertThat(counted).containsEntry("entries read", Integer.toString(2 * (2 * NEW + 1)));
    }

    @Test
    void the_next_checkpoint_leaves_nothing_to_read_and_the_same_sums() {
        List<Findings> both =
                inTransaction(() -> {
                    keep(NEXT_MORNING);
                    return List.of(examined(Extent.SINCE_CHECKPOINT), examined(Extent.WHOLE));
                });

        assertThat(both.getFirst().kept()).isEmpty();
        assertThat(both.getFirst().counted())
                .containsEntry("entries read", "0")
                .usingRecursiveComparison()
                .ignoringFields("entries read")
                .isEqualTo(both.getLast().counted());
    }

    private static void keep(Instant now) {
        audits(now).forEach(Audit::keep);
    }

    private static Findings examined(Extent extent) {
        Findings findings = new Findings();
        audits(NOON).forEach(audit -> audit.examine(extent, findings));
        return findings;
    }

    private static List<Audit> audits(Instant now) {
        return Ledgers.audits(JDBC, LANES, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Findings planted(Extent extent, String... plants) {
        return inTransaction(() -> {
            for (String plant : plants) {
                JDBC.sql(plant).update();
            }
            return examined(extent);
        });
    }

    private static <R> R inTransaction(Supplier<R> work) {
        return Objects.requireNonNull(
                TRANSACTION.execute(status -> {
                    status.setRollbackOnly();
                    return work.get();
                }));
    }

    private static void post(Instant now, Operation... operations) {
        Ledger ledger = Ledgers.over(JDBC, Clock.fixed(now, ZoneOffset.UTC));
        List<LedgerResult> results = TRANSACTION.execute(_ -> ledger.apply(0, List.of(operations)));
        assertThat(results).hasOnlyElementsOfType(LedgerResult.Done.class);
    }

    private static Posting payment(String no, String merchantId) {
        Money amount = Money.cny(100);
        return Posting.of(
                PostingKind.PAYMENT,
                no,
                List.of(
                        Leg.debit(AccountRef.channelReceivable("mock", Currency.CNY), amount),
                        Leg.credit(AccountRef.merchantPending(merchantId, Currency.CNY), amount)));
    }

    private static Hold hold(String no, String merchantId) {
        Money amount = Money.cny(10);
        return Hold.of(
                PostingKind.REFUND,
                no,
                List.of(
                        Leg.debit(AccountRef.merchantPending(merchantId, Currency.CNY), amount),
                        Leg.credit(AccountRef.channelReceivable("mock", Currency.CNY), amount)));
    }

    private static String holdNo(String no) {
        return PostingKind.REFUND.postingNo(no);
    }
}
