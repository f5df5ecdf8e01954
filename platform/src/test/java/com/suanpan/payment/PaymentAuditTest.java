package com.suanpan.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.gateway.UsedNonces;
import com.suanpan.ledger.Ledgers;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Outbounds;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Each test plants its disagreement in a transaction of its own, has it audited there, and rolls back.
class PaymentAuditTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final TransactionTemplate TRANSACTION =
            new TransactionTemplate(new DataSourceTransactionManager(DATABASE.dataSource()));
    private static final String NO_TRIGGERS = "set local session_replication_role = replica";

    private final PaymentAudit audit = new PaymentAudit(JDBC, new Lanes(2));

    /// Orders of every end, made by the room's own rules; their numbers tell how they ended.
    @BeforeAll
    static void a_history_of_every_end() {
        Clock clock = Clock.fixed(AuditedHistory.NOON, ZoneOffset.UTC);
        PaymentCommits commits =
                new PaymentCommits(
                        new UsedNonces(JDBC),
                        new PaymentOrders(JDBC),
                        new PaymentFlows(JDBC),
                        new StrayMonies(JDBC),
                        Ledgers.over(JDBC, clock),
                        List.of(),
                        Outbounds.alerts(),
                        clock,
                        new PaymentMeters(new SimpleMeterRegistry()));
        new AuditedHistory(event ->
                TRANSACTION.executeWithoutResult(_ -> commits.commit(0, List.of(event))))
                .happens();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_clean_history_is_clean() {
        Findings findings = planted();

        assertThat(findings.kept()).isEmpty();
        assertThat(findings.counted())
                .containsEntry("orders SUCCEEDED", "2")
                .containsEntry("orders FAILED", "2")
                .containsEntry("orders PROCESSING", "2")
                .containsEntry("flows STRAY", "2")
                .containsEntry("stray money", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P2 o-twice | update payment_flow set stage = 'PAID' where flow_no = 'f-twice-2'",
                "P2 f-twice-2 | update payment_flow set stage = 'PAID' where flow_no = 'f-twice-2'",
                "P2 f-twice-2 | delete from stray_money where flow_no = 'f-twice-2'",
                "P2 f-late | delete from stray_money where flow_no = 'f-late'",
                "P2 f-twice-2 | update stray_money set amount = amount + 1 where flow_no = 'f-twice-2'",
                "P2 f-twice-2 | update stray_money set channel_code = 'x' where flow_no = 'f-twice-2'",
                "P2 f-late | update payment_flow set paid = 0 where flow_no = 'f-late'",
                "P2 f-paid | insert into stray_money select lane, 'f-paid', pay_order_no, merchant_id, channel_code, amount, currency, reason, learned_at from stray_money where flow_no = 'f-late'",
                "P2 x | insert into stray_money select lane, 'x', pay_order_no, merchant_id, channel_code, amount, currency, reason, learned_at from stray_money where flow_no = 'f-late'",
                "P2 f-open | update payment_flow set paid = 1 where flow_no = 'f-open'",
                "P2 f-paid | update payment_flow set paid = 0 where flow_no = 'f-paid'",
                "P2 o-paid | delete from payment_order where pay_order_no = 'o-paid'",
                "P2 o-paid | update payment_flow set merchant_id = 'M2' where flow_no = 'f-paid'",
                "M1 o-open | update payment_flow set currency = 'USD' where flow_no = 'f-open'",
                "M4 o-open | update payment_order set status = 'FAILED', stage = 'CLOSED' where pay_order_no = 'o-open'",
                "P4 o-open | update payment_order set status = 'SUCCEEDED', stage = 'PAID' where pay_order_no = 'o-open'",
                "P4 o-paid | update payment_order set status = 'PROCESSING', stage = 'CLOSING' where pay_order_no = 'o-paid'",
                "P4 o-paid | update payment_order set status = 'FAILED', stage = 'CLOSED' where pay_order_no = 'o-paid'",
                "P4 o-twice | update payment_order set flow_no = 'f-twice-2' where pay_order_no = 'o-twice'",
                "P4 o-paid | update payment_order set channel_code = 'x' where pay_order_no = 'o-paid'",
                "P4 o-paid | update payment_order set paid_amount = paid_amount - 1 where pay_order_no = 'o-paid'",
                "P4 o-paid | update payment_order set amount = amount + 1 where pay_order_no = 'o-paid'",
                "P4 f-paid | delete from entry where posting_no = 'Pf-paid'",
                "P4 f-paid | delete from payment_flow where flow_no = 'f-paid'",
                "P4 f-paid | update payment_flow set paid = paid + 1 where flow_no = 'f-paid'",
                "P4 f-paid | update payment_flow set channel_code = 'x' where flow_no = 'f-paid'",
                "P4 f-paid | update payment_order set fee = fee + 1 where pay_order_no = 'o-paid'",
                "P4 f-paid | update payment_order set settle_mode = 'D0' where pay_order_no = 'o-paid'",
                "P4 f-paid | update entry set amount = amount - 1 where posting_no = 'Pf-paid' and leg = 2",
                "P4 f-paid | update posting set kind = 'STRAY' where posting_no = 'Pf-paid'",
                "P4 f-late | update posting set kind = 'PAYMENT' where posting_no = 'Sf-late'",
                "P4 f-late | update entry set account_no = 'FEE_INCOME:-:CNY' where posting_no = 'Sf-late' and leg = 2",
                "P4 f-open | update posting set reference = 'f-open' where posting_no = 'Pf-paid'",
            })
    void a_disagreement_is_named(String expected, String plant) {
        assertThat(planted(NO_TRIGGERS, plant).kept())
                .extracting(f -> f.law() + " " + f.subject())
                .contains(expected);
    }

    private Findings planted(String... plants) {
        return Objects.requireNonNull(
                TRANSACTION.execute(status -> {
                    status.setRollbackOnly();
                    for (String plant : plants) {
                        JDBC.sql(plant).update();
                    }
                    Findings findings = new Findings();
                    audit.examine(Audit.Extent.WHOLE, findings);
                    return findings;
                }));
    }
}
