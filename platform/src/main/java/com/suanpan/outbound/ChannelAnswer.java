package com.suanpan.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What became of a call to a provider. Why there is no answer is told in at most 300 characters without
/// control characters, so that it may be kept anywhere: the client's own words hold raw bytes of what
/// came over the wire, and PostgreSQL's text holds no NUL.
public sealed interface ChannelAnswer {

    /// Headers and the whole body arrived in time; names of headers are lower case.
    record Received(int status, Map<String, List<String>> headers, byte[] body, Duration took)
            implements ChannelAnswer {

        /// The first value of a header, whatever the case of its name.
        public Optional<String> header(String name) {
            List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            return values.stream().findFirst();
        }
    }

    /// No byte of the request can have reached the provider: the connection was never made, or the
    /// line was full.
    record NotSent(String why) implements ChannelAnswer {

        public NotSent {
            why = plain(why);
        }
    }

    /// The request may have been carried out: a time-out, a broken connection, a body over the limit.
    record Lost(String why) implements ChannelAnswer {

        public Lost {
            why = plain(why);
        }
    }

    private static String plain(String why) {
        return why.substring(0, Math.min(why.length(), 300)).replaceAll("\\p{Cntrl}", " ");
    }
}
