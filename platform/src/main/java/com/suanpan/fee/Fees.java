package com.suanpan.fee;

import com.suanpan.merchant.Merchant;
import com.suanpan.money.Money;
import org.springframework.stereotype.Component;

/// The price of an order (手续费): what the merchant pays us of what its payer paid.
@Component
public final class Fees {

    /// The merchant's rate of this amount, rounded half up to the minor unit.
    public Money of(Merchant merchant, Money amount) {
        return merchant.rate().of(amount);
    }
}
