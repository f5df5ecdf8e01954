package com.suanpan.channel;

import com.suanpan.channel.ChannelMessage.Outcome;
import com.suanpan.outbound.ChannelAnswer;
import com.suanpan.outbound.ChannelCall;
import com.suanpan.outbound.Outbound;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The line to the providers: makes one call, never repeats it, and keeps a masked record of question
/// and answer in `channel_message`.
@Component
public final class ChannelLine {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelLine.class);
    private static final int MOST_KEPT = 8_000;

    private final Outbound outbound;
    private final MessageLog messages;
    private final ChannelClocks clocks;
    private final Clock clock;

    ChannelLine(Outbound outbound, MessageLog messages, ChannelClocks clocks, Clock clock) {
        this.outbound = outbound;
        this.messages = messages;
        this.clocks = clocks;
        this.clock = clock;
    }

    /// Calls under the bulkhead of this account. `operation` and `requestNo` name the call in the
    /// record; `masking` turns a body (request's or answer's) or the address's query into what may be
    /// kept.
    public ChannelAnswer call(
            ChannelAccount account,
            String operation,
            String requestNo,
            ChannelCall call,
            Masking masking) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        ChannelAnswer answer = outbound.call(call);
        if (answer instanceof ChannelAnswer.Received received) {
            clocks.heard(account.channelCode(), at, received);
        }
        long tookMs = Duration.ofNanos(System.nanoTime() - began).toMillis();
        Heard heard = heard(answer, masking);
        messages.add(
                new ChannelMessage(
                        account.channelCode(),
                        operation,
                        requestNo,
                        address(call.uri(), masking),
                        kept(call.body(), masking),
                        heard.outcome,
                        heard.status == 0 ? null : heard.status,
                        heard.text,
                        tookMs,
                        at));
        return answer;
    }

    private static Heard heard(ChannelAnswer answer, Masking masking) {
        return switch (answer) {
            case ChannelAnswer.Received(int status, _, byte[] body, _) ->
                    new Heard(Outcome.RECEIVED, status, kept(body, masking));
            case ChannelAnswer.NotSent(String why) -> new Heard(Outcome.NOT_SENT, 0, why);
            case ChannelAnswer.Lost(String why) -> new Heard(Outcome.LOST, 0, why);
        };
    }

    private static String address(URI uri, Masking masking) {
        String whole = uri.toString();
        String query = uri.getRawQuery();
        if (query == null) {
            return whole;
        }
        return whole.substring(0, whole.indexOf('?') + 1)
                + kept(query.getBytes(StandardCharsets.UTF_8), masking);
    }

    /// What cannot be masked is not kept; PostgreSQL's text holds no NUL.
    private static String kept(byte[] body, Masking masking) {
        String text;
        try {
            text = masking.keep(body).replace('\0', ' ');
        } catch (RuntimeException e) {
            LOG.warn("a channel message could not be masked", e);
            return "not kept: it could not be masked";
        }
        return text.length() <= MOST_KEPT
                ? text
                : text.substring(0, MOST_KEPT) + "… (" + text.length() + ")";
    }

    private record Heard(Outcome outcome, int status, String text) {}

    /// What may be kept of a body: no keys, no personal data in clear.
    @FunctionalInterface
    public interface Masking {

        String keep(byte[] body);
    }
}
