package com.suanpan.notify;

import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.payment.OrderListener;
import com.suanpan.payment.OrderView;
import com.suanpan.refund.RefundListener;
import com.suanpan.refund.RefundView;
import com.suanpan.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Notices (通知): a merchant is told of each final state at least once, by a row that is committed
/// together with that state (M12).
@Component
public final class Notices implements OrderListener, RefundListener {

    private final NoticeRows rows;
    private final NoticeDispatcher dispatcher;
    private final BusinessNumbers numbers;
    private final Lanes lanes;
    private final Clock clock;

    Notices(
            NoticeRows rows,
            NoticeDispatcher dispatcher,
            BusinessNumbers numbers,
            Lanes lanes,
            Clock clock) {
        this.rows = rows;
        this.dispatcher = dispatcher;
        this.numbers = numbers;
        this.lanes = lanes;
        this.clock = clock;
    }

    /// Writes the rows, claimed for a first try that begins right after the commit. If we die in
    /// between, the lease ends and the sweep finds them.
    @Override
    public void becameFinal(int lane, List<OrderView> orders, Instant now) {
        add(
                lane,
                orders.stream()
                        .map(o ->
                                notice(
                                        lane,
                                        o.merchantId(),
                                        o.payOrderNo(),
                                        null,
                                        o.data(),
                                        o.notifyUrl(),
                                        now))
                        .toList(),
                now);
    }

    @Override
    public void refundsBecameFinal(int lane, List<RefundView> refunds, Instant now) {
        add(
                lane,
                refunds.stream()
                        .map(r ->
                                notice(
                                        lane,
                                        r.merchantId(),
                                        r.payOrderNo(),
                                        r.refundFlowNo(),
                                        r.data(),
                                        r.notifyUrl(),
                                        now))
                        .toList(),
                now);
    }

    private void add(int lane, List<Notice> notices, Instant now) {
        rows.add(lane, notices, now);
        Transactions.afterCommit(() -> dispatcher.take(notices));
    }

    /// Sends again by hand, whatever became of it: a notice by its number, or those of an order by
    /// `pay_order_no`. It is tried within a second, and for 24 hours. Answers the numbers of the
    /// notices; none if we know no such number.
    public List<String> resend(String number) {
        int lane = lanes.ofNumber(number);
        Instant now = clock.instant();
        return lane < 0 ? List.of() : rows.again(lane, number, now, now.plus(NoticeSchedule.FOR));
    }

    private Notice notice(
            int lane,
            String merchantId,
            String payOrderNo,
            @Nullable String refundFlowNo,
            SequencedMap<String, String> data,
            @Nullable String notifyUrl,
            Instant now) {
        return new Notice(
                lane,
                numbers.next(merchantId),
                merchantId,
                payOrderNo,
                refundFlowNo,
                NoticeFields.write(data),
                notifyUrl,
                1,
                0,
                now.plus(NoticeDispatcher.LEASE),
                now.plus(NoticeSchedule.FOR));
    }
}
