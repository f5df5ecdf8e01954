package com.suanpan.gateway;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.problem.Refusal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call of the merchant API (商户请求) that passed every check of the gateway.
///
/// @param key the key that signed it
/// @param fields as written and as the form allows; no value is empty
/// @param requestNo ours, in the answer and in the log
/// @param clientIp where the call came from, behind our trusted proxies
/// @param nonce still to be used up (`UsedNonces`), in the commit of what the call does; null if there is
///     none, or it is used up already
public record SignedCall(
        Merchant merchant,
        MerchantKey key,
        Map<String, String> fields,
        String requestNo,
        String clientIp,
        @Nullable Nonce nonce) {

    public SignedCall {
        fields = Map.copyOf(fields);
    }

    /// A field that the form demands.
    public String text(String field) {
        String value = fields.get(field);
        if (value == null) {
            throw Refusal.param(field, "the field is missing");
        }
        return value;
    }

    /// A field that may be absent.
    public @Nullable String textOrNull(String field) {
        return fields.get(field);
    }

    public Optional<Long> whole(String field) {
        return Optional.ofNullable(fields.get(field)).map(Long::parseLong);
    }

    /// An amount that the form demands, in yuan; exactly, or refused.
    public Money amount(String field, Currency currency) {
        return Money.parse(text(field), currency)
                .filter(amount -> !amount.isZero())
                .orElseThrow(() -> Refusal.param(field, "must be: " + FieldRule.amount().text()));
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(fields);
    }

    /// Without the fields: a call may carry a payment code (付款码).
    @Override
    public String toString() {
        return "SignedCall[" + merchant.merchantId() + ", " + requestNo + "]";
    }
}
