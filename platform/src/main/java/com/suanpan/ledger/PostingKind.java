package com.suanpan.ledger;

/// Why money moves in the books (记账类型).
public enum PostingKind {
    /// A payment succeeded.
    PAYMENT("P", false),
    /// A channel reported money that belongs to no order (异常到账).
    STRAY("S", false),
    /// Money goes back to a payer (退款).
    REFUND("R", true),
    /// The opposite of another posting (冲正); its business number is that posting's.
    REVERSAL("V", false);

    private final String prefix;
    private final boolean held;

    PostingKind(String prefix, boolean held) {
        this.prefix = prefix;
        this.held = held;
    }

    /// The posting's number for the business number that causes it: one posting of a kind each.
    public String postingNo(String businessNo) {
        return prefix + businessNo;
    }

    /// Whether its money is held before it is posted.
    public boolean isHeld() {
        return held;
    }
}
