package com.suanpan.cashier;

import com.suanpan.payment.OrderStage;
import java.time.Duration;

/// One open page that waits for its order's stage to change; it waits on a virtual thread of its own.
final class Watcher {

    private final String payOrderNo;
    private OrderStage stage;
    private boolean over;

    Watcher(String payOrderNo, OrderStage stage) {
        this.payOrderNo = payOrderNo;
        this.stage = stage;
    }

    String payOrderNo() {
        return payOrderNo;
    }

    synchronized void tell(OrderStage now) {
        if (now != stage) {
            stage = now;
            notifyAll();
        }
    }

    /// Nobody will tell any more.
    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }

    /// The stage as soon as it is another than `seen`; the same when patience or the watch is over.
    synchronized OrderStage after(OrderStage seen, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (stage == seen && !over) {
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return stage;
    }
}
