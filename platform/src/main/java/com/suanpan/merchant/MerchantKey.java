package com.suanpan.merchant;

import com.suanpan.secret.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One key generation of a merchant: `apiKey` names it, `secretKey` signs under HMAC-SHA256,
/// `publicKey` (PEM or Base64 X.509) verifies under RSA2.
public record MerchantKey(
        String apiKey, Secret secretKey, @Nullable String publicKey, Set<Scope> scopes) {

    public MerchantKey {
        scopes = Set.copyOf(scopes);
    }
}
