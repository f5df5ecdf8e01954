package com.suanpan.payment;

import com.suanpan.gateway.Place;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/// Lets a repeat wait for the call that came first under its number and is still under way.
@Component
class AwaitFirstCall {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// So many repeats wait at once; a further one is answered as things stand.
    private static final int MOST = 400;

    private static final Duration SHORTEST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(250);

    private final PaymentReads reads;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST);

    AwaitFirstCall(PaymentReads reads, Clock clock) {
        this.reads = reads;
        this.clock = clock;
    }

    /// The order once its attempt under way has been answered, or as it is when patience ends; throws
    /// `Refusal` if the channel refused.
    OrderView of(int lane, OrderView order) {
        if (!places.tryAcquire()) {
            return order;
        }
        try {
            return Place.leftFor(() -> answered(lane, order));
        } finally {
            places.release();
        }
    }

    private OrderView answered(int lane, OrderView order) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long look = SHORTEST_LOOK.toNanos();
        OrderView seen = order;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(look);
            look = Math.min(look * 2, LONGEST_LOOK.toNanos());
            PaymentCase now = reads.read(lane, order.payOrderNo()).orElseThrow();
            seen = now.view();
            PaymentFlow latest = now.latest();
            if (latest == null || !latest.isInCall(clock.instant())) {
                if (latest != null
                        && latest.stage() == FlowStage.ENDED
                        && seen.status() == Status.PROCESSING) {
                    throw new Refusal(Problem.CHANNEL_REFUSED);
                }
                return seen;
            }
        }
        return seen;
    }
}
