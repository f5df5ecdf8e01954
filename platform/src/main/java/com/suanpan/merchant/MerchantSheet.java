package com.suanpan.merchant;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What an operator may see of a merchant: everything but the secrets.
///
/// @param ourPublicKey verifies our RSA2 answers (Base64 of X.509)
/// @param keys newest first
public record MerchantSheet(
        Merchant merchant, String ourPublicKey, List<Key> keys, Instant createdAt) {

    /// A key generation without its secret.
    public record Key(String apiKey, Set<Scope> scopes, Instant createdAt) {}
}
