package com.suanpan.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Each test plants its disagreement in a transaction of its own, has it audited there, and rolls back.
class LedgerAuditTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final TransactionTemplate TRANSACTION =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
    private static final Lanes LANES = new Lanes(2);
    private static final long SEED = 20_261_123;

    /// Of a merchant in lane 0 and in lane 1.
    private static final String[] MERCHANTS = {inLane(0), inLane(1)};

    private static final String PENDING = "MERCHANT_PENDING:" + MERCHANTS[0] + ":CNY";

    /// Triggers and foreign keys rest until the end of the transaction.
    private static final String NO_TRIGGERS = "set local session_replication_role = replica";

    private final List<Audit> audits = Ledgers.audits(JDBC, LANES, Clock.systemUTC());

    @BeforeAll
    static void a_random_history() {
        Ledger ledger = Ledgers.over(JDBC, Clock.systemUTC());
        SplittableRandom random = new SplittableRandom(SEED);
        for (int batch = 0; batch < 40; batch++) {
            int lane = random.nextInt(2);
            List<Operation> postings = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(20); i++) {
                String no = "%d-%d".formatted(batch, i);
                if (random.nextInt(4) == 0) {
                    postings.addAll(refund(no, MERCHANTS[lane], random));
                }
                postings.add(
                        i > 0 && random.nextInt(5) == 0
                                ? stray(no, random)
                                : payment(no, MERCHANTS[lane], random));
            }
            TRANSACTION.executeWithoutResult(_ -> ledger.apply(lane, postings));
        }
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_clean_random_history_is_clean() {
        Findings findings = planted();

        assertThat(findings.kept()).as("seed %d", SEED).isEmpty();
        assertThat(findings.none()).isTrue();
        assertThat(findings.counted())
                .containsKeys("accounts", "postings", "entries", "open holds", "SUSPENSE CNY");
    }

    @Test
    void l1_debits_that_differ_from_credits_are_named() {
        assertThat(
                        names(
                                NO_TRIGGERS,
                                "update entry set amount = amount + 1 where posting_no = 'P0-0' and leg = 1"))
                .contains("L1 CNY", "L2 P0-0", "L4 CHANNEL_RECEIVABLE:mock:CNY");
    }

    @Test
    void l1_pending_debits_that_differ_from_pending_credits_are_named() {
        assertThat(
                        names(
                                "update account set debits_pending = 5 where account_no = 'SUSPENSE:-:CNY'"))
                .contains("L1 CNY");
    }

    @Test
    void l2_a_posting_without_entries_is_named() {
        assertThat(
                        names(
                                "insert into posting values (0, 'Px', 'PAYMENT', 'x', 'PAYMENT|x', now())"))
                .containsExactly("L2 Px");
    }

    @Test
    void l2_a_refused_number_that_has_entries_is_named() {
        assertThat(
                        names(
                                NO_TRIGGERS,
                                "update posting set why = 'OVERDRAWN' where posting_no = 'P0-0'"))
                .containsExactly("L2 P0-0");
    }

    @Test
    void l2_entries_without_a_posting_are_named() {
        assertThat(names(NO_TRIGGERS, "delete from posting where posting_no = 'P0-0'"))
                .containsExactly("L2 P0-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set account_no = (select account_no from entry where posting_no = 'P0-0' and leg = 1 limit 1) where posting_no = 'P0-0'",
                "update entry set currency = 'USD' where posting_no = 'P0-0' and leg = 1",
                "update entry set amount = amount + 1 where posting_no = 'P0-0' and leg < 3",
                "update entry set amount = 0 where posting_no = 'P0-0' and leg = 1",
                "update entry set account_no = 'SUSPENSE:-:CNY' where posting_no = 'P0-0' and leg = 2",
                "update posting set reference = 'other' where posting_no = 'P0-0'",
                "update posting set kind = 'GIFT' where posting_no = 'P0-0'",
                "update posting set content = 'PAYMENT|0-0' where posting_no = 'P0-0'",
                "delete from entry where posting_no = 'P0-0' and leg = 2"
            })
    void l2_a_posting_that_is_no_longer_what_was_posted_is_named(String change) {
        assertThat(
                        names(
                                NO_TRIGGERS,
                                "alter table entry drop constraint entry_amount_check",
                                "alter table entry drop constraint entry_lane_account_no_account_seq_key",
                                change))
                .contains("L2 P0-0");
    }

    @Test
    void l3_a_counter_below_nothing_is_named() {
        assertThat(
                        names(
                                "alter table account drop constraint account_debits_posted_check",
                                "update account set debits_posted = -1 where account_no = '"
                                        + PENDING
                                        + "'"))
                .contains("L3 " + PENDING, "L4 " + PENDING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set debits_posted = debits_posted + 1 where account_no = '%s'",
                "update account set credits_posted = credits_posted + 1 where account_no = '%s'",
                "update account set entries = entries + 1 where account_no = '%s'",
                "update account set currency = 'USD' where account_no = '%s'",
                "update account set kind = 'GIFT' where account_no = '%s'",
                "update entry set balance_after = balance_after + 1 where account_no = '%s' and account_seq = 1",
                "update entry set balance_after = balance_after + 1 where account_no = '%1$s' and account_seq = (select max(account_seq) from entry where account_no = '%1$s')",
                "update entry set account_seq = 100000 where account_no = '%s' and account_seq = 2",
                "delete from entry where account_no = '%s' and account_seq = 1",
                "delete from account where account_no = '%s'"
            })
    void l4_an_account_that_is_not_the_sum_of_its_entries_is_named(String change) {
        assertThat(names(NO_TRIGGERS, change.formatted(PENDING))).contains("L4 " + PENDING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set debits_pending = debits_pending + 1 where account_no = '%s'",
                "update hold_leg set amount = amount + 1 where account_no = '%s'",
                "update hold set status = 'RELEASED', ended_at = now() where lane = 0 and status = 'OPEN'",
                "delete from account where account_no = '%s'"
            })
    void l5_what_an_account_says_is_held_and_is_not_is_named(String change) {
        assertThat(names(NO_TRIGGERS, change.formatted(PENDING))).contains("L5 " + PENDING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update hold set posted = posted + 1 where hold_no = '%s'",
                "update hold set status = 'RELEASED', posted = 0 where hold_no = '%s'",
                "update hold_leg set amount = 1 where hold_no = '%s'",
                "delete from hold_leg where hold_no = '%s'",
                "delete from hold where hold_no = '%s'",
                "delete from posting where posting_no = '%s'"
            })
    void l7_a_hold_that_is_not_what_became_of_it_is_named(String change) {
        String posted =
                JDBC.sql("select min(hold_no) from hold where lane = 0 and status = 'POSTED'")
                        .query(String.class)
                        .single();

        assertThat(names(NO_TRIGGERS, change.formatted(posted))).contains("L7 " + posted);
    }

    @Test
    void l6_a_constrained_account_below_its_limit_is_named() {
        assertThat(
                        names(
                                "update account set debits_pending = credits_posted - debits_posted + 1 where account_no = '"
                                        + PENDING
                                        + "'"))
                .contains("L6 " + PENDING);
    }

    @Test
    void l6_a_merchants_account_in_another_lane_is_named() {
        assertThat(
                        names(
                                "insert into account (lane, account_no, kind, owner, currency, opened_at) values (1, '%s', 'MERCHANT_PENDING', '%s', 'CNY', now())"
                                        .formatted(PENDING, MERCHANTS[0])))
                .containsExactly("L6 " + PENDING);
    }

    @Test
    void p9_more_owed_than_the_channels_hold_is_named() {
        assertThat(
                        names(
                                "update account set credits_posted = credits_posted + 1 where lane = 0 and kind = 'FEE_INCOME'"))
                .contains("P9 CNY", "L4 FEE_INCOME:-:CNY");
    }

    @Test
    void a_thousand_findings_are_kept_and_all_are_counted() {
        Findings findings =
                planted(
                        "insert into posting select 0, 'Px' || n, 'PAYMENT', 'x' || n, 'x', now() from generate_series(1, 1500) n");

        assertThat(findings.kept()).hasSize(1_000);
        assertThat(findings.count()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set amount = 1 where posting_no = 'P0-0'",
                "delete from entry where posting_no = 'P0-0'",
                "truncate entry",
                "update posting set content = '' where posting_no = 'P0-0'",
                "delete from posting where posting_no = 'P0-0'",
                "truncate posting cascade"
            })
    void m10_what_is_posted_can_be_neither_changed_nor_deleted(String change) {
        assertThatThrownBy(() -> JDBC.sql(change).update())
                .hasMessageContaining("is never changed");
    }

    private List<String> names(String... plants) {
        return planted(plants).kept().stream()
                .map(f -> f.law() + " " + f.subject())
                .distinct()
                .toList();
    }

    private Findings planted(String... plants) {
        return Objects.requireNonNull(
                TRANSACTION.execute(status -> {
                    status.setRollbackOnly();
                    for (String plant : plants) {
                        JDBC.sql(plant).update();
                    }
                    Findings findings = new Findings();
                    audits.forEach(audit -> audit.examine(Audit.Extent.WHOLE, findings));
                    return findings;
                }));
    }

    private static Posting payment(String no, String merchantId, SplittableRandom random) {
        Money fee = Money.cny(random.nextLong(1, 100));
        Money rest = Money.cny(random.nextLong(1, 100_000));
        return Posting.of(
                PostingKind.PAYMENT,
                no,
                List.of(
                        Leg.debit(
                                AccountRef.channelReceivable("mock", Currency.CNY), rest.plus(fee)),
                        Leg.credit(AccountRef.merchantPending(merchantId, Currency.CNY), rest),
                        Leg.credit(AccountRef.feeIncome(Currency.CNY), fee)));
    }

    /// A payment, and a hold on what it brought that is posted, released or left open.
    private static List<Operation> refund(String no, String merchantId, SplittableRandom random) {
        AccountRef merchant = AccountRef.merchantPending(merchantId, Currency.CNY);
        AccountRef channel = AccountRef.channelReceivable("mock", Currency.CNY);
        Money amount = Money.cny(random.nextLong(10, 1_000));
        List<Operation> made = new ArrayList<>();
        made.add(
                Posting.of(
                        PostingKind.PAYMENT,
                        no + "-r",
                        List.of(Leg.debit(channel, amount), Leg.credit(merchant, amount))));
        Hold hold =
                Hold.of(
                        PostingKind.REFUND,
                        no,
                        List.of(Leg.debit(merchant, amount), Leg.credit(channel, amount)));
        made.add(hold);
        switch (random.nextInt(4)) {
            case 0 -> made.add(Operation.PostHold.whole(hold.holdNo()));
            case 1 -> made.add(new Operation.PostHold(hold.holdNo(), Money.cny(7)));
            case 2 -> made.add(new Operation.ReleaseHold(hold.holdNo()));
            default -> {}
        }
        return made;
    }

    private static Posting stray(String no, SplittableRandom random) {
        Money amount = Money.cny(random.nextLong(1, 100_000));
        return Posting.of(
                PostingKind.STRAY,
                no,
                List.of(
                        Leg.debit(AccountRef.channelReceivable("mock", Currency.CNY), amount),
                        Leg.credit(AccountRef.suspense(Currency.CNY), amount)));
    }

    private static String inLane(int lane) {
        int number = 1;
        while (LANES.ofMerchant("M" + number) != lane) {
            number++;
        }
        return "M" + number;
    }
}
