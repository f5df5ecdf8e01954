package com.suanpan.notify;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.Signatures;
import com.suanpan.outbound.WebhookAnswer;
import com.suanpan.outbound.Webhooks;
import com.suanpan.store.Trace;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Tries to deliver one notice and writes what came of it; holds no database connection while it
/// calls (M3).
@Component
class NoticeSender {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final int LONGEST_ERROR = 300;

    private final Function<String, Optional<Merchant>> merchants;
    private final Signatures signatures;
    private final Webhooks webhooks;
    private final NoticeResults results;
    private final Clock clock;
    private final NoticeMeters meters;

    @Autowired
    NoticeSender(
            Merchants merchants,
            Signatures signatures,
            Webhooks webhooks,
            NoticeResults results,
            Clock clock,
            NoticeMeters meters) {
        this(merchants::find, signatures, webhooks, results, clock, meters);
    }

    NoticeSender(
            Function<String, Optional<Merchant>> merchants,
            Signatures signatures,
            Webhooks webhooks,
            NoticeResults results,
            Clock clock,
            NoticeMeters meters) {
        this.merchants = merchants;
        this.signatures = signatures;
        this.webhooks = webhooks;
        this.results = results;
        this.clock = clock;
        this.meters = meters;
    }

    /// Makes the try that this notice was claimed for. If its outcome cannot be written, the notice is
    /// tried again when the lease ends: at least once.
    void send(Notice notice) {
        try (var _ = Trace.of(notice.payOrderNo(), null)) {
            results.write(tried(notice));
        } catch (RuntimeException e) {
            LOG.warn("notice {}: the outcome of a try is not kept", notice.noticeNo(), e);
        }
    }

    private NoticeTry tried(Notice notice) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        TryOutcome outcome = outcome(notice, at);
        long took = System.nanoTime() - began;
        meters.tried(outcome, took);
        Trace.ROAD.info("notice {}, try {}: {}", notice.noticeNo(), notice.claim(), word(outcome));
        long tookMs = Duration.ofNanos(took).toMillis();
        int jitter = ThreadLocalRandom.current().nextInt(NoticeSchedule.MOST_JITTER + 1);
        @Nullable Instant nextAt =
                NoticeSchedule.next(
                                notice.failures() + 1, clock.instant(), notice.giveUpAt(), jitter)
                        .orElse(null);
        return new NoticeTry(notice, at, tookMs, outcome, nextAt);
    }

    private static String word(TryOutcome outcome) {
        return switch (outcome) {
            case TryOutcome.Delivered _ -> "delivered";
            case TryOutcome.NotConfirmed _ -> "not confirmed";
            case TryOutcome.Failed _ -> "failed";
        };
    }

    /// What breaks on our side (keys that cannot be unsealed, a malformed secret) is a try in vain as
    /// any other: counted, shown, given up in the end. Only the exception's class is told, for its
    /// message may hold a secret.
    private TryOutcome outcome(Notice notice, Instant now) {
        try {
            return called(notice, now);
        } catch (RuntimeException e) {
            String what = e.getClass().getSimpleName();
            LOG.warn("notice {}: a try broke on our side: {}", notice.noticeNo(), what);
            return new TryOutcome.Failed("it could not be sent: " + what);
        }
    }

    private TryOutcome called(Notice notice, Instant now) {
        Merchant merchant = merchants.apply(notice.merchantId()).orElse(null);
        if (merchant == null) {
            return new TryOutcome.Failed("there is no such merchant");
        }
        String to = notice.notifyUrl() == null ? merchant.notifyUrl() : notice.notifyUrl();
        if (to == null) {
            return new TryOutcome.Failed("neither the order nor the merchant has a notify_url");
        }
        URI uri;
        try {
            uri = URI.create(to);
        } catch (IllegalArgumentException _) {
            return new TryOutcome.Failed("the notify_url is malformed");
        }
        NoticeLetter letter = NoticeLetter.write(notice, merchant, signatures, now);
        return judged(merchant, webhooks.post(uri, letter.headers(), letter.body()));
    }

    private static TryOutcome judged(Merchant merchant, WebhookAnswer answer) {
        return switch (answer) {
            case WebhookAnswer.Answered(int status, _) when status / 100 != 2 ->
                    new TryOutcome.NotConfirmed(status, "the answer is not 2xx");
            case WebhookAnswer.Answered(int status, String body)
                    when merchant.noticeNeedsSuccess() && !body.strip().equals("success") ->
                    new TryOutcome.NotConfirmed(status, "the answer's body is not success");
            case WebhookAnswer.Answered(int status, _) -> new TryOutcome.Delivered(status);
            case WebhookAnswer.Refused(String why) ->
                    new TryOutcome.Failed("the notify_url " + why);
            case WebhookAnswer.Failed(String why) -> new TryOutcome.Failed(shortened(why));
        };
    }

    private static String shortened(String why) {
        String clean = why.replace('\0', ' ');
        return clean.length() <= LONGEST_ERROR ? clean : clean.substring(0, LONGEST_ERROR);
    }
}
