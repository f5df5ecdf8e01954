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

    /// The account of a number that `accountNo` made.
    static AccountRef read(String accountNo) {
        int first = accountNo.indexOf(':');
        int last = accountNo.lastIndexOf(':');
        if (first < 1 || last <= first) {
            throw new IllegalArgumentException("no account's number: " + accountNo);
        }
        return new AccountRef(
                AccountKind.valueOf(accountNo.substring(0, first)),
                accountNo.substring(first + 1, last),
                Currency.valueOf(accountNo.substring(last + 1)));
    }

    /// Any fixed order; it makes no texts, for it is asked for dozens of times a posting.
    @Override
    public int compareTo(AccountRef other) {
        int byOwner = owner.compareTo(other.owner);
        if (byOwner != 0) {
            return byOwner;
        }
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : currency.compareTo(other.currency);
    }
}
