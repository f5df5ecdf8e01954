package com.suanpan.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.suanpan.store.StartRefused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Alerts 告警: what a person should look at, as a log line and as a call to `suanpan.alert.webhook`
/// if there is one.
///
/// Raising one never waits and never throws, so it may be done anywhere, even while a database
/// connection is held: the calls are made by a thread of their own from a bounded queue, and what does
/// not fit is in the log only. No secret may be in an alert.
///
/// One kind about one subject is told once in ten minutes, so that no flood of calls, of strangers or of
/// a dead channel, drowns the alert about something else. So the subject of what comes in floods is
/// what the flood has in common (a channel account, a merchant); the single number goes into the text.
@Component
public final class Alerts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_WAITING = 200;
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int REMEMBERED = 10_000;

    private final Outbound outbound;
    private final Clock clock;
    private final MeterRegistry meters;
    private final @Nullable URI webhook;
    private final BlockingQueue<Map<String, String>> waiting =
            new ArrayBlockingQueue<>(MOST_WAITING);
    private final Cache<Raised, Boolean> lately;
    private final Thread sender;

    Alerts(
            Outbound outbound,
            Clock clock,
            MeterRegistry meters,
            @Value("${suanpan.alert.webhook:}") String webhook) {
        this.meters = meters;
        this.outbound = outbound;
        this.clock = clock;
        this.webhook = webhook.isBlank() ? null : address(webhook);
        this.lately =
                Caffeine.newBuilder()
                        .expireAfterWrite(QUIET)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .maximumSize(REMEMBERED)
                        .build();
        this.sender = Thread.ofVirtual().name("alerts").unstarted(this::send);
        if (this.webhook != null) {
            sender.start();
        }
    }

    private record Raised(String kind, String subject) {}

    /// The address may hold a token, so it is not repeated in the refusal.
    private static URI address(String webhook) {
        Optional<String> refusal;
        try {
            URI uri = URI.create(webhook);
            refusal = AddressJudge.refusal(uri, true);
            if (refusal.isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            refusal = Optional.of("is malformed");
        }
        throw new StartRefused(
                "suanpan.alert.webhook %s: give an http or https address, or none."
                        .formatted(refusal.get()));
    }

    /// @param kind a stable word for machines, `NOTICE_EXHAUSTED`
    /// @param subject the number or code that it is about
    /// @param text one sentence for a person
    public void raise(String kind, String subject, String text) {
        raised(kind).increment();
        if (lately.asMap().putIfAbsent(new Raised(kind, subject), true) != null) {
            LOG.debug("again {} {}: {}", kind, subject, text);
            return;
        }
        LOG.atError()
                .addKeyValue("alert", kind)
                .addKeyValue("subject", subject)
                .log("{} {}: {}", kind, subject, text);
        if (webhook == null) {
            return;
        }
        Map<String, String> alert = new TreeMap<>();
        alert.put("kind", kind);
        alert.put("subject", subject);
        alert.put("text", text);
        alert.put("at", clock.instant().toString());
        if (!waiting.offer(alert)) {
            LOG.warn("the alert webhook lags; this alert is in the log only");
        }
    }

    /// Kinds are few: words of the code.
    private Counter raised(String kind) {
        return Counter.builder("suanpan.alerts.raised")
                .description("Alerts, those told lately among them")
                .tag("kind", kind)
                .register(meters);
    }

    /// Nothing that befalls one alert ends the thread.
    private void send() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                post(waiting.take());
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the alert webhook: {}", e.getClass().getSimpleName());
            }
        }
    }

    private void post(Map<String, String> alert) {
        URI to = Objects.requireNonNull(webhook);
        ChannelAnswer answer =
                outbound.call(
                        new ChannelCall(
                                "alerts",
                                "POST",
                                to,
                                Map.of("content-type", "application/json"),
                                JSON.writeValueAsBytes(alert)));
        switch (answer) {
            case ChannelAnswer.Received(int status, _, _, _) when status / 100 == 2 -> {}
            case ChannelAnswer.Received(int status, _, _, _) ->
                    LOG.warn("the alert webhook answered {}", status);
            case ChannelAnswer.NotSent(String why) -> LOG.warn("the alert webhook: {}", why);
            case ChannelAnswer.Lost(String why) -> LOG.warn("the alert webhook: {}", why);
        }
    }

    @Override
    public void close() {
        sender.interrupt();
    }
}
