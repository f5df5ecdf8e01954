package com.suanpan.channel;

import com.suanpan.number.Lanes;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import java.time.Clock;

/// Lines to providers for tests of adapters; what they record goes nowhere.
public final class ChannelLines {

    private ChannelLines() {}

    public static ChannelLine through(Outbound outbound) {
        MessageLog nowhere = new MessageLog((_, _) -> {}, new Lanes(1), Outbounds.alerts());
        return new ChannelLine(outbound, nowhere, new ChannelClocks(), Clock.systemUTC());
    }
}
