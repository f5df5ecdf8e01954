package com.suanpan.outbound;

import com.suanpan.store.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits on calls to providers (`suanpan.outbound`).
///
/// @param connect for the TCP and TLS connection
/// @param deadline for the whole exchange: connection, headers and body
/// @param places calls under way at once on one line
/// @param patience how long a call waits for a place; then it is not sent
@ConfigurationProperties("suanpan.outbound")
record CallLimits(
        @DefaultValue("3s") Duration connect,
        @DefaultValue("10s") Duration deadline,
        @DefaultValue("256") int places,
        @DefaultValue("500ms") Duration patience) {

    /// After so long others take an unanswered call over; it must have ended before.
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);

    CallLimits {
        if (deadline.plus(patience).compareTo(TAKEN_OVER) >= 0) {
            throw new StartRefused(
                    "suanpan.outbound: deadline and patience are too long: give less than %ds together, for then an unanswered call is taken over."
                            .formatted(TAKEN_OVER.toSeconds()));
        }
    }
}
