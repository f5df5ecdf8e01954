package com.suanpan.notify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// What the room tells of itself (通知指标).
@Component
final class NoticeMeters {

    private final MeterRegistry meters;
    private final Timer delivered;
    private final Timer notConfirmed;
    private final Timer failed;

    NoticeMeters(MeterRegistry meters) {
        this.meters = meters;
        this.delivered = tries("delivered");
        this.notConfirmed = tries("not_confirmed");
        this.failed = tries("failed");
    }

    private Timer tries(String outcome) {
        return Timer.builder("suanpan.notice.tries")
                .description("Tries to deliver a notice, by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    void tried(TryOutcome outcome, long tookNanos) {
        Timer timer =
                switch (outcome) {
                    case TryOutcome.Delivered _ -> delivered;
                    case TryOutcome.NotConfirmed _ -> notConfirmed;
                    case TryOutcome.Failed _ -> failed;
                };
        timer.record(tookNanos, TimeUnit.NANOSECONDS);
    }

    /// Shows the queue as it was seen last.
    void watch(Supplier<NoticeQueue.Seen> seen) {
        Gauge.builder("suanpan.notices.waiting", () -> seen.get().waiting())
                .description("Notices that no merchant has confirmed yet")
                .register(meters);
        Gauge.builder("suanpan.notices.due", () -> seen.get().due())
                .description("Notices whose next try should have begun")
                .register(meters);
        Gauge.builder("suanpan.notices.oldest", () -> seen.get().oldest().toSeconds())
                .description("Age of the oldest notice that waits")
                .baseUnit("seconds")
                .register(meters);
    }
}
