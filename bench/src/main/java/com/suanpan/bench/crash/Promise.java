package com.suanpan.bench.crash;

import com.suanpan.client.Order;
import com.suanpan.client.OrderStatus;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a merchant was told of one of its orders, by signed answers read to their end and by notices.
/// Amounts in fen.
final class Promise {

    private static final String BUSY = "SYSTEM_BUSY";

    final String merchantId;
    final String orderNo;
    final long fen;

    private final Set<String> payOrderNos = new TreeSet<>();
    private final Set<String> flowNos = new TreeSet<>();
    private final Set<String> ends = new TreeSet<>();
    private final Set<Long> paid = new TreeSet<>();
    private final Set<String> notices = new TreeSet<>();
    private int acknowledged;
    private int busy;
    private int otherwise;
    private int unknown;
    private boolean changedMethod;
    private long endSeenAt;
    private @Nullable String wentBack;

    Promise(String merchantId, String orderNo, long fen) {
        this.merchantId = merchantId;
        this.orderNo = orderNo;
        this.fen = fen;
    }

    /// An answer whose call began at `begunAt` (`System.nanoTime`).
    ///
    /// @param tellsPaid whether this kind of answer says what was paid
    synchronized void answered(Order order, boolean tellsPaid, long begunAt) {
        acknowledged++;
        payOrderNos.add(order.payOrderNo());
        order.field("flow_no").ifPresent(flowNos::add);
        if (order.status() == OrderStatus.PROCESSING) {
            if (endSeenAt != 0 && begunAt - endSeenAt > 0) {
                wentBack = "PROCESSING " + order.stage();
            }
            return;
        }
        end(order.status() + " " + order.stage());
        if (tellsPaid) {
            paid.add(order.paidFen());
        }
    }

    /// A notice; `says` is its status and stage.
    synchronized void noticed(String payOrderNo, String says, long paidFen) {
        payOrderNos.add(payOrderNo);
        notices.add(says);
        paid.add(paidFen);
        end(says);
    }

    private void end(String says) {
        ends.add(says);
        if (endSeenAt == 0) {
            endSeenAt = System.nanoTime();
        }
    }

    /// A refusal; what it says of the order is as good as an answer.
    synchronized void refused(String code) {
        if (code.equals(BUSY)) {
            busy++;
        } else {
            otherwise++;
        }
    }

    synchronized void unknown() {
        unknown++;
    }

    synchronized void changesMethod() {
        changedMethod = true;
    }

    /// How many requests about it were acknowledged.
    synchronized int acknowledged() {
        return acknowledged;
    }

    /// How many were refused for being too busy, or ended without an answer.
    synchronized int unanswered() {
        return busy + unknown;
    }

    synchronized int unknowns() {
        return unknown;
    }

    /// Whether each call was refused for being too busy: then nothing may have been written.
    synchronized boolean onlyBusy() {
        return busy > 0 && acknowledged + unknown + otherwise == 0;
    }

    synchronized boolean hasChangedMethod() {
        return changedMethod;
    }

    synchronized boolean hasEnded() {
        return !ends.isEmpty();
    }

    synchronized Set<String> payOrderNos() {
        return Set.copyOf(payOrderNos);
    }

    synchronized Set<String> flowNos() {
        return Set.copyOf(flowNos);
    }

    /// The final states that were told, `SUCCEEDED PAID`; by the laws one at most.
    synchronized Set<String> ends() {
        return new TreeSet<>(ends);
    }

    /// What was told to be paid once it was final.
    synchronized Set<Long> paid() {
        return new TreeSet<>(paid);
    }

    /// What notices said.
    synchronized Set<String> notices() {
        return new TreeSet<>(notices);
    }

    /// The state that an answer told although a final one had been told before its call began.
    synchronized @Nullable String wentBack() {
        return wentBack;
    }
}
