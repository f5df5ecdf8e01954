package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class NoticeAuditTest {

    private static final String ORDER =
            """
            insert into payment_order (lane, pay_order_no, merchant_id, order_no, amount, currency,
                fee, settle_mode, subject, fingerprint, cashier_token, pay_method,
                method_fingerprint, status, stage, sync_status, paid_amount, refunded_amount,
                close_wanted, deferred, created_at, updated_at, expires_at)
            values (0, :no, 'M1', :no, 100, 'CNY', 0, 'T1', 'tea', 'f', :no, 'MOCK_QR', 'm',
                :status, :stage, 'WAITING', 0, 0, false, false, now(), now(), now())
            """;

    private static final String NOTICE =
            """
            insert into notice (lane, notice_no, merchant_id, notice_type, pay_order_no, content,
                status, claims, failures, next_try_at, give_up_at, created_at)
            values (0, :no, :merchantId, 'PAYMENT', :no, '{}', 'WAITING', 0, 0, now(), now(), now())
            """;

    @Test
    void p7_final_orders_without_notice_and_notices_without_final_order_are_named() {
        try (TestDatabase database = TestDatabase.create()) {
            JdbcClient jdbc = database.jdbc();
            order(jdbc, "told", "FAILED", "CLOSED");
            notice(jdbc, "told", "M1");
            order(jdbc, "untold", "FAILED", "CLOSED");
            order(jdbc, "open", "PROCESSING", "CREATED");
            notice(jdbc, "open", "M1");
            order(jdbc, "misled", "FAILED", "EXPIRED");
            notice(jdbc, "misled", "M2");
            notice(jdbc, "orphan", "M1");

            Findings findings = new Findings();
            new NoticeAudit(jdbc, new Lanes(2), Clock.systemUTC())
                    .examine(Audit.Extent.WHOLE, findings);

            assertThat(findings.kept())
                    .extracting(f -> f.law() + " " + f.subject())
                    .containsExactlyInAnyOrder("P7 untold", "P7 open", "P7 misled", "P7 orphan");
            assertThat(findings.counted()).containsEntry("notices", "4");
        }
    }

    private static void order(JdbcClient jdbc, String no, String status, String stage) {
        jdbc.sql(ORDER).param("no", no).param("status", status).param("stage", stage).update();
    }

    private static void notice(JdbcClient jdbc, String no, String merchantId) {
        jdbc.sql(NOTICE).param("no", no).param("merchantId", merchantId).update();
    }
}
