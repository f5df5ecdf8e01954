package com.suanpan.channel;

import com.suanpan.number.Lanes;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.TestOutbound;
import java.time.Clock;
import java.time.Duration;

/// A real line to whatever listens, whose records go nowhere.
public final class TestLine {

    private TestLine() {}

    /// Gives up after `deadline`.
    public static ChannelLine open(Duration deadline) {
        Outbound outbound = TestOutbound.open(deadline);
        MessageLog nowhere =
                new MessageLog((_, _) -> {}, new Lanes(1), TestOutbound.alerts(outbound));
        return new ChannelLine(outbound, nowhere, Clock.systemUTC());
    }
}
