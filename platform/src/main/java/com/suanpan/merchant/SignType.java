package com.suanpan.merchant;

/// How a merchant signs (签名方式); a setting of the merchant, never a choice of the request.
public enum SignType {
    HMAC_SHA256("HMAC-SHA256"),
    RSA2("RSA2");

    private final String word;

    SignType(String word) {
        this.word = word;
    }

    /// The word in `sign_type`.
    public String word() {
        return word;
    }
}
