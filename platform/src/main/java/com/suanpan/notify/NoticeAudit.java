package com.suanpan.notify;

import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.store.Audit;
import com.suanpan.store.Findings;
import com.suanpan.store.Retention;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The notify room's audit: each final order and refund has its notice, each notice its final order or
/// refund (P7). A notice
/// that was forgotten with time leaves its end on the order; none of a young order is.
@Component
class NoticeAudit implements Audit {

    private static final String NOTICES =
            """
            with judged as (
                select pay_order_no as subject, case
                    when n.merchant_id is null
                        and (o.sync_status = 'WAITING' or pay_order_no >= :young)
                        then o.status || ', but no notice of it'
                    when o.merchant_id is null then 'a notice of an order that is not final'
                    when n.merchant_id <> o.merchant_id
                        then 'of merchant ' || o.merchant_id || ', its notice is for '
                            || n.merchant_id
                    end as text
                from (select * from final_order where lane = :lane) o
                full join (
                    select pay_order_no, merchant_id from notice
                    where lane = :lane and notice_type = 'PAYMENT') n using (pay_order_no))
            select 'P7' as law, subject, text from judged where text is not null
            """;

    private static final String REFUNDS =
            """
            with judged as (
                select refund_flow_no as subject, case
                    when n.merchant_id is null
                        and (r.sync_status = 'WAITING' or refund_flow_no >= :young)
                        then r.status || ', but no notice of it'
                    when r.merchant_id is null then 'a notice of a refund that is not final'
                    when n.merchant_id <> r.merchant_id or n.pay_order_no <> r.pay_order_no
                        then 'of merchant ' || r.merchant_id || ' and order ' || r.pay_order_no
                            || ', its notice is for ' || n.merchant_id || ', ' || n.pay_order_no
                    end as text
                from (select * from final_refund where lane = :lane) r
                full join (
                    select refund_flow_no, pay_order_no, merchant_id from notice
                    where lane = :lane and notice_type = 'REFUND') n using (refund_flow_no))
            select 'P7' as law, subject, text from judged where text is not null
            """;

    private static final String COUNT = "select count(*) from notice where lane = :lane";

    private final JdbcClient jdbc;
    private final Lanes lanes;
    private final Clock clock;

    NoticeAudit(JdbcClient jdbc, Lanes lanes, Clock clock) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public void examine(Extent extent, Findings findings) {
        long notices = 0;
        for (int lane = 0; lane < lanes.count(); lane++) {
            examine(NOTICES, lane, findings);
            examine(REFUNDS, lane, findings);
            notices += jdbc.sql(COUNT).param("lane", lane).query(Long.class).single();
        }
        findings.counted("notices", Long.toString(notices));
    }

    private void examine(String check, int lane, Findings findings) {
        jdbc.sql(check)
                .withFetchSize(ROWS_AT_ONCE)
                .param("lane", lane)
                .param("young", BusinessNumbers.beginningAt(clock.instant().minus(Retention.LEAST)))
                .query(findings::addRow);
    }
}
