package com.suanpan.channel;

/// Which payment does a returning browser speak of? It is a hint to ask, never a proof.
public sealed interface ReturnResult {

    /// The provider's signature holds.
    record Verified(String requestNo) implements ReturnResult {}

    /// This provider signs nothing on return; the number is only what the browser says.
    record Unsigned(String requestNo) implements ReturnResult {}

    /// Nothing in it can be used.
    record Refused(String why) implements ReturnResult {}
}
