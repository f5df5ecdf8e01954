package com.suanpan.outbound;

import com.suanpan.store.HeldConnections;
import org.springframework.stereotype.Component;

/// Calls to providers: `java.net.http`, HTTP/1.1, one deadline over headers and body, a body limit, a
/// bulkhead a line, never a retry; refused while this thread holds a database connection (M3).
@Component
public final class Outbound {

    /// Makes the call; what a peer does is an outcome, never an exception.
    public ChannelAnswer call(ChannelCall call) {
        HeldConnections.requireNone("a call to " + call.line());
        return new ChannelAnswer.NotSent("no line");
    }
}
