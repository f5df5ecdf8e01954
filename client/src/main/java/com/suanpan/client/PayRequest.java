package com.suanpan.client;

import java.util.Map;
import java.util.TreeMap;

/// What is to be paid, and how (下单). Immutable: each method answers a new one, so that the first stays
/// what it was and can be sent again as it is.
///
/// ```java
/// PayRequest.of("A1").amountFen(1234).subject("Jasmine tea").payMethod("CASHIER")
/// ```
///
/// What is missing or too long Suanpan refuses with `PARAM_ERROR` and the field's name.
public record PayRequest(Map<String, String> fields) {

    public PayRequest {
        fields = Map.copyOf(fields);
    }

    /// @param orderNo the merchant's number, unique for ever: 1 to 32 of `[0-9A-Za-z_-]`
    public static PayRequest of(String orderNo) {
        if (!orderNo.matches("[0-9A-Za-z_-]{1,32}")) {
            throw new IllegalArgumentException("not an order number: " + orderNo);
        }
        return new PayRequest(Map.of("order_no", orderNo));
    }

    /// @throws IllegalArgumentException unless it is at least one fen
    public PayRequest amountFen(long fen) {
        if (fen < 1) {
            throw new IllegalArgumentException("nothing to pay: " + fen);
        }
        return with("amount", Yuan.of(fen));
    }

    /// In yuan: "12.34". "12.3" is sent as "12.30", for the same request must have the same text.
    ///
    /// @throws IllegalArgumentException if it is no amount, or nothing
    public PayRequest amount(String yuan) {
        return amountFen(Yuan.fen(yuan));
    }

    /// What is bought, as the payer sees it.
    public PayRequest subject(String subject) {
        return with("subject", subject);
    }

    public PayRequest body(String body) {
        return with("body", body);
    }

    /// `CASHIER`, a provider (`WECHAT`), or a method of `docs/channels.md` (`WECHAT_NATIVE`).
    public PayRequest payMethod(String payMethod) {
        return with("pay_method", payMethod);
    }

    public PayRequest notifyUrl(String url) {
        return with("notify_url", url);
    }

    /// Where the payer's browser comes back to; judge what comes with `Returns`.
    public PayRequest returnUrl(String url) {
        return with("return_url", url);
    }

    public PayRequest expireMinutes(int minutes) {
        return with("expire_minutes", Integer.toString(minutes));
    }

    public PayRequest clientIp(String ip) {
        return with("client_ip", ip);
    }

    /// The payer's id at the provider: openid, buyer id.
    public PayRequest payerId(String payerId) {
        return with("payer_id", payerId);
    }

    /// Comes back as given in answers and notices.
    public PayRequest attach(String attach) {
        return with("attach", attach);
    }

    /// No picture of the code in the answer; its text is enough for who draws it himself.
    public PayRequest withoutQrImage() {
        return with("qr_image", "false");
    }

    /// Any other field of `docs/api.md`.
    public PayRequest with(String name, String value) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put(name, value);
        return new PayRequest(all);
    }

    /// How to ask what became of it.
    public OrderQuery query() {
        return OrderQuery.of(fields)
                .orElseThrow(() -> new IllegalStateException("made without an order number"));
    }
}
