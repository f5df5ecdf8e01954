package com.suanpan.ledger;

/// What became of a posting?
public sealed interface PostResult {

    /// It stands in the books now.
    record Posted() implements PostResult {}

    /// The same posting stood there before; nothing moved.
    record SeenBefore() implements PostResult {}

    /// The number stands there with another content; nothing moved.
    record Differs(String postingNo) implements PostResult {}

    /// A constrained account would go below its limit; nothing moved.
    record Overdrawn(AccountRef account) implements PostResult {}

    /// The account is frozen and pays nothing out; nothing moved.
    record Frozen(AccountRef account) implements PostResult {}
}
