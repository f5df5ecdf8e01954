package com.suanpan.gateway;

import com.suanpan.gateway.Signer.Known;
import com.suanpan.gateway.Signer.Stranger;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.Signatures;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds who made a call: merchant known, key known, sign type the merchant's, signature right.
@Component
class Signers {

    private final Merchants merchants;
    private final Signatures signatures;

    Signers(Merchants merchants, Signatures signatures) {
        this.merchants = merchants;
        this.signatures = signatures;
    }

    Signer of(Map<String, String> fields) {
        String merchantId = fields.getOrDefault("merchant_id", "");
        Optional<Merchant> merchant =
                CallForm.MERCHANT_ID.takes(merchantId, true)
                        ? merchants.find(merchantId)
                        : Optional.empty();
        if (merchant.isEmpty()) {
            return stranger(Problem.MERCHANT_UNKNOWN, "merchant_id", "no such merchant");
        }
        Optional<MerchantKey> key = merchant.get().key(fields.get("api_key"));
        if (key.isEmpty()) {
            return stranger(Problem.MERCHANT_UNKNOWN, "api_key", "no such key of this merchant");
        }
        return verified(merchant.get(), key.get(), fields);
    }

    private Signer verified(Merchant merchant, MerchantKey key, Map<String, String> fields) {
        @Nullable String signType = fields.get("sign_type");
        if (signType != null && !signType.equals(merchant.signType().word())) {
            return stranger(Problem.SIGN_ERROR, "sign_type", "not the sign type of this merchant");
        }
        String sign = fields.getOrDefault("sign", "");
        return signatures.verifies(merchant, key, Signatures.signedText(fields), sign)
                ? new Known(merchant, key)
                : stranger(Problem.SIGN_ERROR, "sign", Problem.SIGN_ERROR.title());
    }

    private static Stranger stranger(Problem problem, String field, String message) {
        return new Stranger(new Refusal(problem, field, message));
    }
}
