package com.suanpan.channel;

import com.suanpan.outbound.ChannelAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The channels' clocks (通道时钟) as their last answers told them, in the header `Date`, to the second.
@Component
public final class ChannelClocks {

    private final Map<String, Duration> ahead = new ConcurrentHashMap<>();

    /// How far the clock of this account's provider was ahead of ours; negative if behind. Empty until
    /// it answered with a date.
    public Optional<Duration> ahead(String channelCode) {
        return Optional.ofNullable(ahead.get(channelCode));
    }

    /// Notes the date of an answer to a call that began at `began`; the provider is taken to have
    /// written it half way.
    void heard(String channelCode, Instant began, ChannelAnswer.Received answer) {
        Instant halfWay = began.plus(answer.took().dividedBy(2));
        answer.header("date")
                .flatMap(ChannelClocks::instant)
                .ifPresent(theirs -> ahead.put(channelCode, Duration.between(halfWay, theirs)));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
