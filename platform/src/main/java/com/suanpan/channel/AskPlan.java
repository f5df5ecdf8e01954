package com.suanpan.channel;

import java.time.Duration;
import java.util.List;

/// How often a channel lets itself be asked about a payment, and when silence becomes an answer.
///
/// @param delays waits before the first, second, … question; the last one repeats. None is shorter
///     than the channel's minimum interval.
/// @param shortestLife the channel keeps a payment payable at least so long, whatever expiry we send
/// @param grace after the channel-side limit, how long a late success may still appear
public record AskPlan(List<Duration> delays, Duration shortestLife, Duration grace) {

    public AskPlan {
        delays = List.copyOf(delays);
        if (delays.isEmpty()) {
            throw new IllegalArgumentException("no delays");
        }
    }

    /// The wait before question number `asked` (0 is the first).
    public Duration delay(int asked) {
        return delays.get(Math.min(asked, delays.size() - 1));
    }
}
