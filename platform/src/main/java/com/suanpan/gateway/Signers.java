package com.suanpan.gateway;

import com.suanpan.gateway.Signer.Known;
import com.suanpan.gateway.Signer.Stranger;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.Signatures;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds who made a call: merchant known, key known, sign type the merchant's, signature right. Made-up
/// merchants each cost a question to the database, so a source of many is asked to wait before it; a
/// merchant in memory is served whoever shares its address.
@Component
class Signers {

    private final Merchants merchants;
    private final Signatures signatures;
    private final Strangers strangers;

    Signers(Merchants merchants, Signatures signatures, Strangers strangers) {
        this.merchants = merchants;
        this.signatures = signatures;
        this.strangers = strangers;
    }

    Signer of(Map<String, String> fields, InetAddress from) {
        String merchantId = fields.getOrDefault("merchant_id", "");
        if (!merchants.isAtHand(merchantId) && !strangers.mayTry(from)) {
            return new Stranger(new Refusal(Problem.RATE_LIMITED));
        }
        Optional<Merchant> merchant =
                CallForm.MERCHANT_ID.takes(merchantId, true)
                        ? merchants.find(merchantId)
                        : Optional.empty();
        if (merchant.isEmpty()) {
            strangers.failed(from);
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
