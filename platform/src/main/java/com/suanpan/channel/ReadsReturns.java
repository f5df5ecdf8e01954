package com.suanpan.channel;

/// A channel whose payer's browser comes back to us with something to read.
public interface ReadsReturns {

    /// Reads a returning browser's request, verifying the provider's signature where there is one.
    ReturnResult readReturn(ChannelAccount account, RawCallback browser);
}
