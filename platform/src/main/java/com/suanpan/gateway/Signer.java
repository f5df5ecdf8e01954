package com.suanpan.gateway;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.problem.Refusal;

/// Who made a call?
sealed interface Signer {

    /// This merchant, with this key: the signature held.
    record Known(Merchant merchant, MerchantKey key) implements Signer {}

    /// Nobody that we know of; the answer stays unsigned.
    record Stranger(Refusal why) implements Signer {}
}
