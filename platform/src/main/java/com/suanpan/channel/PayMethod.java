package com.suanpan.channel;

/// A pay method (支付方式) of the merchant's API: one scene of one provider. `code` is the word that
/// merchants send as `pay_method`; it begins with the provider's code and an underscore.
public record PayMethod(String code, String provider, Scene scene) {

    public PayMethod {
        if (!code.startsWith(provider + "_")) {
            throw new IllegalArgumentException(code + " is no method of " + provider);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
