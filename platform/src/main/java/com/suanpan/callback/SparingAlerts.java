package com.suanpan.callback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.suanpan.outbound.Alerts;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Alerts that strangers can cause, or that a dead database causes with every call: one of a kind and a
/// subject in ten minutes, so that no flood of calls becomes a flood of alerts.
@Component
class SparingAlerts {

    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int REMEMBERED = 1_000;

    private final Alerts alerts;
    private final Cache<Raised, Boolean> lately =
            Caffeine.newBuilder().expireAfterWrite(QUIET).maximumSize(REMEMBERED).build();

    SparingAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    private record Raised(String kind, String subject) {}

    void raise(String kind, String subject, String text) {
        if (lately.asMap().putIfAbsent(new Raised(kind, subject), true) == null) {
            alerts.raise(
                    kind,
                    subject,
                    "%s (the next ones within %d minutes are not told)"
                            .formatted(text, QUIET.toMinutes()));
        }
    }
}
