package com.suanpan.ledger;

/// Why money moves in the books (记账类型).
public enum PostingKind {
    /// A payment succeeded.
    PAYMENT("P"),
    /// A channel reported money that belongs to no order (异常到账).
    STRAY("S");

    private final String prefix;

    PostingKind(String prefix) {
        this.prefix = prefix;
    }

    /// The posting's number for the business number that causes it: one posting of a kind each.
    public String postingNo(String businessNo) {
        return prefix + businessNo;
    }
}
