package com.suanpan.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.suanpan.store.TestDatabase;
import com.suanpan.store.TickingClock;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class ConfirmationsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final TickingClock CLOCK =
            new TickingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private static final String ADD =
            """
            insert into payment_order
                (lane, pay_order_no, merchant_id, order_no, amount, currency, fee, settle_mode, subject,
                 fingerprint, cashier_token, pay_method, method_fingerprint, status, stage,
                 sync_status, paid_amount, refunded_amount, close_wanted, deferred, created_at,
                 updated_at, expires_at)
            select 0, no, 'M1', no, 10000, 'CNY', 60, 'T1', 'Tea', 'f', no, 'MOCK_QR', 'm',
                   'SUCCEEDED', 'PAID', 'WAITING', 10000, 0, false, false, now(), now(), now()
            from unnest(array['1', '2', '3']) no
            """;

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final Transactions transactions =
            new Transactions(new JdbcTransactionManager(DATABASE.dataSource()), jdbc, CLOCK);
    private final Confirmations confirmations = new Confirmations(new OrderSyncs(jdbc), CLOCK);

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void three_orders_whose_merchant_confirmed_none() {
        jdbc.sql("delete from payment_order").update();
        jdbc.sql(ADD).update();
    }

    @Test
    void a_confirmed_order_stays_so_and_one_given_up_may_be_confirmed_later() {
        note(Map.of("1", SyncStatus.SUCCEEDED, "2", SyncStatus.FAILED));
        note(Map.of("1", SyncStatus.FAILED, "2", SyncStatus.SUCCEEDED));

        assertThat(
                        jdbc.sql("select sync_status from payment_order order by pay_order_no")
                                .query(String.class)
                                .list())
                .containsExactly("SUCCEEDED", "SUCCEEDED", "WAITING");
    }

    @Test
    void orders_are_locked_in_one_order_whatever_became_of_their_notices() {
        CompletableFuture<Ended<String>> noting = new CompletableFuture<>();
        transactions.run(
                0,
                () -> {
                    assertThat(lock("1")).containsExactly("1");
                    Thread.ofVirtual()
                            .start(() ->
                                    noting.complete(
                                            note(
                                                    Map.of(
                                                            "1", SyncStatus.FAILED,
                                                            "3", SyncStatus.SUCCEEDED))));
                    await().until(this::somebodyWaitsForALock);
                    assertThat(lock("3")).containsExactly("3");
                    return "";
                });

        assertThat(noting.join()).isInstanceOf(Ended.Committed.class);
    }

    private Ended<String> note(Map<String, SyncStatus> statuses) {
        return transactions.run(
                0,
                () -> {
                    confirmations.note(0, statuses);
                    return "";
                });
    }

    private List<String> lock(String payOrderNo) {
        return jdbc.sql(
                        "select pay_order_no from payment_order where pay_order_no = :no for update nowait")
                .param("no", payOrderNo)
                .query(String.class)
                .list();
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql(
                        """
                        select count(*) > 0 from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """)
                .query(Boolean.class)
                .single();
    }
}
