package com.suanpan.gateway;

import java.util.Optional;
import java.util.Set;

/// The words of the merchant API: every name that a field of any call may have. A call's form may use
/// no other, because a signed value must not hold `&`, one of these names and `=`: the signed text
/// would read as two fields (`attach=a&balance_amount=50.00`), of this call or of another one.
final class FieldNames {

    private static final Set<String> ALL =
            Set.of(
                    "merchant_id",
                    "sign",
                    "sign_type",
                    "api_key",
                    "timestamp",
                    "nonce",
                    "order_no",
                    "pay_order_no",
                    "amount",
                    "currency",
                    "subject",
                    "body",
                    "notify_url",
                    "return_url",
                    "pay_method",
                    "expire_minutes",
                    "expire_time",
                    "client_ip",
                    "payer_id",
                    "auth_code",
                    "agreement_no",
                    "device_id",
                    "user_id",
                    "balance_amount",
                    "attach",
                    "qr_image",
                    "refund_no",
                    "refund_type",
                    "reason");

    private FieldNames() {}

    static boolean knows(String name) {
        return ALL.contains(name);
    }

    /// The first name that this value could smuggle into the signed text as a field of its own.
    static Optional<String> smuggledIn(String value) {
        for (int at = value.indexOf('&'); at >= 0; at = value.indexOf('&', at + 1)) {
            int end = at + 1;
            while (end < value.length() && isOfName(value.charAt(end))) {
                end++;
            }
            if (end < value.length() && value.charAt(end) == '=') {
                String name = value.substring(at + 1, end);
                if (knows(name)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOfName(char c) {
        return c == '_' || (c >= 'a' && c <= 'z');
    }
}
