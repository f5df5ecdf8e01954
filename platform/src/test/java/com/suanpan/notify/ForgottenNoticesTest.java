package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is over and old may be forgotten, and the audit still knows that each merchant was told.
class ForgottenNoticesTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(200));
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(180));

    private static final String ORDER =
            """
            insert into payment_order (lane, pay_order_no, merchant_id, order_no, amount, currency,
                fee, settle_mode, subject, fingerprint, cashier_token, pay_method,
                method_fingerprint, status, stage, sync_status, paid_amount, refunded_amount,
                close_wanted, deferred, created_at, updated_at, expires_at)
            values (0, :no, 'M1', :no, 100, 'CNY', 0, 'T1', 'tea', 'f', :no, 'MOCK_QR', 'm',
                'FAILED', 'CLOSED', :sync, 0, 0, false, false, :at, :at, :at)
            """;

    private static final String NOTICE =
            """
            insert into notice (lane, notice_no, merchant_id, notice_type, pay_order_no, content,
                status, claims, failures, next_try_at, give_up_at, created_at)
            values (0, :no, 'M1', 'PAYMENT', :no, '{}', :status, 1, 0, :at, :at, :at)
            """;

    private final JdbcClient jdbc = DATABASE.jdbc();
    private final NoticeRows notices = new NoticeRows(jdbc);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void told_and_untold_merchants() {
        jdbc.sql("delete from notice").update();
        jdbc.sql("delete from payment_order").update();
        told("1", OLD, "DELIVERED", "SUCCEEDED");
        told("2", OLD, "EXHAUSTED", "FAILED");
        told("3", OLD, "WAITING", "FAILED");
        told("4", OLD, "DELIVERED", "WAITING");
        told("5", NOW, "DELIVERED", "SUCCEEDED");
    }

    @Test
    void p7_what_is_over_and_old_goes_in_steps_and_the_audit_stays_green() {
        assertThat(notices.forget(0, BEFORE, 1)).isEqualTo(1);
        assertThat(notices.forget(0, BEFORE, 1)).isEqualTo(1);
        assertThat(notices.forget(0, BEFORE, 1)).isZero();
        assertThat(left()).containsExactly("3", "4", "5");
        assertThat(found()).isEmpty();
    }

    @Test
    void p7_a_missing_notice_is_found_where_nobody_was_told_and_where_it_is_too_young_to_go() {
        jdbc.sql("delete from notice").update();
        assertThat(found()).containsExactlyInAnyOrder("4", "5");
    }

    private void told(String last, Instant at, String status, String sync) {
        String no = BusinessNumbers.beginningAt(at) + "0000001000000" + last;
        jdbc.sql(ORDER)
                .param("no", no)
                .param("sync", sync)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(NOTICE)
                .param("no", no)
                .param("status", status)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private List<String> left() {
        return jdbc.sql("select right(notice_no, 1) from notice order by 1")
                .query(String.class)
                .list();
    }

    private List<String> found() {
        Findings findings = new Findings();
        new NoticeAudit(jdbc, new Lanes(2), Clock.fixed(NOW, ZoneOffset.UTC))
                .examine(Audit.Extent.WHOLE, findings);
        return findings.kept().stream()
                .map(f -> f.subject().substring(f.subject().length() - 1))
                .toList();
    }
}
