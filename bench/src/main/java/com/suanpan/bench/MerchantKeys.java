package com.suanpan.bench;

/// What a merchant holds: who it is, and the secrets it signs and verifies with. They never print.
///
/// @param webhookSecret `whsec_…`, for notices
record MerchantKeys(String merchantId, String apiKey, String secretKey, String webhookSecret) {

    @Override
    public String toString() {
        return "MerchantKeys[" + merchantId + "]";
    }
}
