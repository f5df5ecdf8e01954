package com.suanpan.merchant;

import com.suanpan.secret.Secret;

/// What a merchant is handed when it is added; the secrets are shown this once.
///
/// @param ourPublicKey verifies our RSA2 answers (Base64 of X.509)
public record MerchantSecrets(
        String merchantId,
        String apiKey,
        Secret secretKey,
        Secret webhookSecret,
        String ourPublicKey) {}
