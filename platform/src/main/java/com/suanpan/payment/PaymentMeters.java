package com.suanpan.payment;

import com.suanpan.channel.StartResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// What the room tells of itself (支付指标).
@Component
final class PaymentMeters {

    private static final String NO_CHANNEL = "none";

    private final MeterRegistry meters;
    private final Map<Start, Timer> starts = new ConcurrentHashMap<>();
    private final Map<End, Counter> ends = new ConcurrentHashMap<>();

    PaymentMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    private record Start(String channelCode, String payMethod, String outcome) {}

    private record End(String channelCode, String payMethod, OrderStage stage) {}

    /// An attempt was started at its channel, from this `System.nanoTime()` to now.
    void started(String channelCode, String payMethod, StartResult result, long began) {
        starts.computeIfAbsent(new Start(channelCode, payMethod, word(result)), this::timer)
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }

    /// An order became final; its channel is that of the flow it shows.
    void ended(PaymentCase order, OrderView end) {
        String channelCode =
                end.flowNo() == null
                        ? NO_CHANNEL
                        : order.flow(end.flowNo())
                                .map(flow -> flow.facts.channelCode())
                                .orElse(NO_CHANNEL);
        ends.computeIfAbsent(new End(channelCode, end.payMethod(), end.stage()), this::counter)
                .increment();
    }

    /// Shows the flows that are not finished as they were seen last.
    void watch(Supplier<UnfinishedFlows.Seen> seen) {
        Gauge.builder("suanpan.flows.unfinished", () -> seen.get().unfinished())
                .description("Flows that their channels are still asked about")
                .register(meters);
        Gauge.builder("suanpan.flows.hanging", () -> seen.get().hanging())
                .description(
                        "Unfinished flows past the time in which the channel lets them be paid")
                .register(meters);
        Gauge.builder("suanpan.flows.oldest", () -> seen.get().oldest().toSeconds())
                .description("Age of the oldest unfinished flow")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("suanpan.flows.asking.lag", () -> seen.get().lag().toSeconds())
                .description("How long the next question to a channel is overdue")
                .baseUnit("seconds")
                .register(meters);
    }

    static String word(StartResult result) {
        return switch (result) {
            case StartResult.Started _ -> "started";
            case StartResult.Refused _ -> "refused";
            case StartResult.NotSent _ -> "not_sent";
            case StartResult.MustAsk _ -> "must_ask";
            case StartResult.Unknown _ -> "unknown";
        };
    }

    private Timer timer(Start start) {
        return Timer.builder("suanpan.payment.starts")
                .description("Starts of an attempt at its channel, by what the channel said")
                .tag("channel", start.channelCode)
                .tag("method", start.payMethod)
                .tag("outcome", start.outcome)
                .register(meters);
    }

    private Counter counter(End end) {
        return Counter.builder("suanpan.payments")
                .description("Orders that became final, by how")
                .tag("channel", end.channelCode)
                .tag("method", end.payMethod)
                .tag("outcome", end.stage.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
