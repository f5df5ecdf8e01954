package com.suanpan.merchant;

import com.suanpan.money.Rate;
import com.suanpan.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A merchant (商户) as the hot path sees it: read once, cached, never changed.
///
/// @param keys newest first, at least one
/// @param ourPrivateKey signs our answers under RSA2 (PKCS#8, Base64)
/// @param webhookSecrets `whsec_…`, newest first; each signs, so that two are valid while rotating
/// @param allowedIps empty means any (refund and payout need at least one)
/// @param noticeNeedsSuccess a notice counts as delivered only if the answer's body is `success`
public record Merchant(
        String merchantId,
        String merchantName,
        SignType signType,
        List<MerchantKey> keys,
        @Nullable Secret ourPrivateKey,
        List<Secret> webhookSecrets,
        @Nullable String notifyUrl,
        boolean active,
        Rate rate,
        SettleMode settleMode,
        List<AddressBlock> allowedIps,
        boolean noticeNeedsSuccess,
        int bucketCapacity,
        int bucketRefill) {

    public Merchant {
        keys = List.copyOf(keys);
        webhookSecrets = List.copyOf(webhookSecrets);
        allowedIps = List.copyOf(allowedIps);
    }

    /// The key of that name; without a name the newest.
    public Optional<MerchantKey> key(@Nullable String apiKey) {
        return keys.stream().filter(k -> apiKey == null || k.apiKey().equals(apiKey)).findFirst();
    }
}
