package com.suanpan.notify;

import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.payment.OrderListener;
import com.suanpan.payment.OrderView;
import com.suanpan.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Notices (通知): a merchant is told of each final state at least once, by a row that is committed
/// together with that state (M12).
@Component
public final class Notices implements OrderListener {

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
        List<Notice> notices = orders.stream().map(order -> notice(lane, order, now)).toList();
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

    private Notice notice(int lane, OrderView order, Instant now) {
        return new Notice(
                lane,
                numbers.next(order.merchantId()),
                order.merchantId(),
                order.payOrderNo(),
                NoticeFields.write(order.data()),
                order.notifyUrl(),
                1,
                0,
                now.plus(NoticeDispatcher.LEASE),
                now.plus(NoticeSchedule.FOR));
    }
}
