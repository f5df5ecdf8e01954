package com.suanpan.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Posts the alerts that wait, at least once each, no faster than whoever hears them allows. What is not
/// taken is tried again for a day.
@Component
class AlertSender {

    private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);
    private static final Duration TRIED_FOR = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 10;

    private final AlertRows rows;
    private final AlertWebhook webhook;
    private final Clock clock;
    private final Queue<Instant> lately = new ArrayDeque<>();

    AlertSender(AlertRows rows, AlertWebhook webhook, Clock clock) {
        this.rows = rows;
        this.webhook = webhook;
        this.clock = clock;
    }

    /// Sends what is due; stops where the peer does not take it, or takes no more this minute.
    synchronized void send() {
        if (!webhook.isThere()) {
            return;
        }
        while (mayPost()) {
            List<Alert.Raised> due = rows.claim(clock.instant(), TRIED_FOR, AT_ONCE);
            if (due.isEmpty() || !posted(due)) {
                return;
            }
        }
    }

    void forget() {
        rows.forget(clock.instant().minus(KEPT));
    }

    /// What does not get its turn here comes round with its next claim.
    private boolean posted(List<Alert.Raised> due) {
        List<Alert.Raised> left = due;
        while (!left.isEmpty() && mayPost()) {
            lately.add(clock.instant());
            AlertLetter letter = AlertLetter.write(webhook.format(), left);
            Optional<String> refused = webhook.post(letter);
            if (refused.isPresent()) {
                LOG.warn(
                        "the alert webhook: {}; {} alerts are sent later",
                        refused.get(),
                        left.size());
                return false;
            }
            rows.sent(letter.alerts(), clock.instant());
            left = left.subList(letter.alerts().size(), left.size());
        }
        return left.isEmpty();
    }

    private boolean mayPost() {
        Instant before = clock.instant().minus(MINUTE);
        while (!lately.isEmpty() && !lately.element().isAfter(before)) {
            lately.remove();
        }
        return lately.size() < webhook.format().aMinute();
    }
}
