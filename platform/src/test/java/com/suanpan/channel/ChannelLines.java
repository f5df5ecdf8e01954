package com.suanpan.channel;

import com.suanpan.outbound.Outbound;

/// Lines to providers for tests of adapters.
public final class ChannelLines {

    private ChannelLines() {}

    public static ChannelLine through(Outbound outbound) {
        return new ChannelLine(outbound);
    }
}
