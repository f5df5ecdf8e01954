package com.suanpan.ledger;

import com.suanpan.money.Currency;

/// Names an account (账户) within a lane: its kind, its owner ("-" for the platform's own) and its
/// currency. Platform accounts exist once a lane; their balance is the sum.
public record AccountRef(AccountKind kind, String owner, Currency currency)
        implements Comparable<AccountRef> {

    private static final String PLATFORM = "-";

    public static AccountRef merchantAvailable(String merchantId, Currency currency) {
        return new AccountRef(AccountKind.MERCHANT_AVAILABLE, merchantId, currency);
    }

    public static AccountRef merchantPending(String merchantId, Currency currency) {
        return new AccountRef(AccountKind.MERCHANT_PENDING, merchantId, currency);
    }

    public static AccountRef channelReceivable(String channelCode, Currency currency) {
        return new AccountRef(AccountKind.CHANNEL_RECEIVABLE, channelCode, currency);
    }

    public static AccountRef feeIncome(Currency currency) {
        return new AccountRef(AccountKind.FEE_INCOME, PLATFORM, currency);
    }

    public static AccountRef suspense(Currency currency) {
        return new AccountRef(AccountKind.SUSPENSE, PLATFORM, currency);
    }

    /// The account's number, the key in its lane.
    public String accountNo() {
        return kind + ":" + owner + ":" + currency;
    }

    @Override
    public int compareTo(AccountRef other) {
        return accountNo().compareTo(other.accountNo());
    }
}
