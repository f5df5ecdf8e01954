package com.suanpan.channel;

/// A channel that can close a payment, so that it cannot be paid any more.
public interface Closes {

    /// Closes: one call. Only `Closed` is a confirmed close.
    CloseResult close(ChannelAccount account, FlowRef flow);
}
