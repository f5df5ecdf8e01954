package com.suanpan.ledger;

/// Kinds of accounts (账户类别). `normal` is the side on which a balance grows; a constrained account's
/// balance never goes below its limit (M10).
public enum AccountKind {
    /// 商户可用余额: what we owe a merchant and it may use.
    MERCHANT_AVAILABLE(Side.CREDIT, true),
    /// 商户待结算: what we owe a merchant after settlement.
    MERCHANT_PENDING(Side.CREDIT, true),
    /// 通道应收: what a channel account collected and owes us; its owner is the channel account.
    CHANNEL_RECEIVABLE(Side.DEBIT, false),
    /// 手续费收入: ours.
    FEE_INCOME(Side.CREDIT, false),
    /// 挂账: money that came and belongs to no order.
    SUSPENSE(Side.CREDIT, false);

    private final Side normal;
    private final boolean constrained;

    AccountKind(Side normal, boolean constrained) {
        this.normal = normal;
        this.constrained = constrained;
    }

    public Side normal() {
        return normal;
    }

    public boolean constrained() {
        return constrained;
    }
}
