package com.suanpan.ledger;

import com.suanpan.money.Money;

/// What became of an operation? All but `Done` moved nothing.
public sealed interface LedgerResult {

    /// It stands in the books now.
    record Done() implements LedgerResult {}

    /// It stood there before.
    record SeenBefore() implements LedgerResult {}

    /// The number stands there with another content.
    record Differs(String no) implements LedgerResult {}

    /// A constrained account would go below its limit.
    record Overdrawn(AccountRef account) implements LedgerResult {}

    /// The account is frozen and pays nothing out.
    record Frozen(AccountRef account) implements LedgerResult {}

    /// The hold's time is over.
    record TooLate(String holdNo) implements LedgerResult {}

    /// The hold was released before it came.
    record ReleasedBefore(String holdNo) implements LedgerResult {}

    /// There is no such hold yet; the same may be asked again when it came.
    record NoSuchHold(String holdNo) implements LedgerResult {}

    /// The hold ended in another way.
    record Ended(String holdNo, HoldStatus how) implements LedgerResult {}

    /// More than is held.
    record TooMuch(String holdNo, Money held) implements LedgerResult {}

    /// There is no such posting.
    record NoSuchPosting(String postingNo) implements LedgerResult {}
}
