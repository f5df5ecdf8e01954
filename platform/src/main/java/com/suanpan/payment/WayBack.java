package com.suanpan.payment;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.Signatures;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The way back for a payer's browser (返回地址): to the merchant's page with the state as it is now,
/// signed, or to our own page of the order.
///
/// What it says is for the merchant's page to show; goods are delivered on a notice or a query.
@Component
public final class WayBack {

    /// Before the signed text, for a browser must never hold a signature that a call could bear.
    private static final String DOMAIN = "return\n";

    private final Merchants merchants;
    private final Signatures signatures;
    private final OurAddresses addresses;
    private final PaymentTargets targets;
    private final Clock clock;

    WayBack(
            Merchants merchants,
            Signatures signatures,
            OurAddresses addresses,
            PaymentTargets targets,
            Clock clock) {
        this.merchants = merchants;
        this.signatures = signatures;
        this.addresses = addresses;
        this.targets = targets;
        this.clock = clock;
    }

    /// The order's `return_url` with `merchant_id, order_no, pay_order_no, status, timestamp` and our
    /// `sign` over these five: made as answers are, with the merchant's newest key, but over `return`,
    /// a line feed and then their text. Empty if the order has no `return_url`.
    public Optional<URI> toMerchant(OrderView order) {
        return Optional.ofNullable(order.returnUrl()).map(url -> with(url, signed(order)));
    }

    /// Our page of the order. Whoever has the address sees the order: give it to its payer only.
    public URI toCashier(OrderView order) {
        return addresses.cashier(order.cashierToken());
    }

    /// Where a browser goes that a provider sent back: on to the merchant's page; but to ours while an
    /// order that was opened there is not over (the payer may have given up, or want another method),
    /// and where the merchant has none.
    public URI next(OrderView order) {
        boolean ours = order.status() == Status.PROCESSING && targets.isPage(order.payMethod());
        return ours ? toCashier(order) : toMerchant(order).orElseGet(() -> toCashier(order));
    }

    private Map<String, String> signed(OrderView order) {
        Merchant merchant = merchants.find(order.merchantId()).orElseThrow();
        MerchantKey key = merchant.keys().getFirst();
        Map<String, String> fields = new TreeMap<>();
        fields.put("merchant_id", order.merchantId());
        fields.put("order_no", order.orderNo());
        fields.put("pay_order_no", order.payOrderNo());
        fields.put("status", order.status().name());
        fields.put("timestamp", Long.toString(clock.instant().getEpochSecond()));
        fields.put("sign", signatures.sign(merchant, key, DOMAIN + Signatures.signedText(fields)));
        return fields;
    }

    /// Adds to whatever query the address has, before its fragment.
    static URI with(String url, Map<String, String> fields) {
        int hash = url.indexOf('#');
        String address = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash);
        String query =
                fields.entrySet().stream()
                        .map(f -> f.getKey() + "=" + encoded(f.getValue()))
                        .collect(Collectors.joining("&"));
        String joint =
                !address.contains("?")
                        ? "?"
                        : address.endsWith("?") || address.endsWith("&") ? "" : "&";
        return URI.create(address + joint + query + fragment);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
