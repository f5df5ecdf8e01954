package com.suanpan.channel.alipay;

import com.suanpan.channel.Credential;
import com.suanpan.channel.RsaSha256;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Parameters as Alipay signs them: all that are not empty, sorted by name, `k=v` joined by `&`, values
/// as they are before any URL encoding.
final class AlipayParameters {

    private static final String CONTENT = "biz_content";

    private final SortedMap<String, String> values;

    private AlipayParameters(SortedMap<String, String> values) {
        this.values = values;
    }

    /// Our own request, signed; `sign_type` is under the signature.
    static AlipayParameters signed(Map<String, String> values, AlipayAccount account) {
        SortedMap<String, String> all = new TreeMap<>(values);
        AlipayParameters unsigned = new AlipayParameters(all);
        byte[] text = unsigned.text(Set.of());
        all.put("sign", RsaSha256.sign(account.ours(), text));
        return unsigned;
    }

    /// What came as a form or a query, decoded once (a second time would turn `+` into spaces); empty
    /// if it is no form or names a parameter twice.
    static Optional<AlipayParameters> read(String form) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            try {
                String name = URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8);
                String value =
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8);
                if (values.put(name, value) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new AlipayParameters(values));
    }

    /// Whether a notice or a return is Alipay's; here `sign_type` is not under the signature, and
    /// every other parameter is, also those that we do not know.
    boolean isGenuine(AlipayAccount account) {
        return RsaSha256.verify(
                account.theirs(), text(Set.of("sign", "sign_type")), get("sign").orElse(""));
    }

    /// Whether it names this application, and no other seller than the account's.
    boolean isFor(AlipayAccount account) {
        boolean sellerFits =
                account.sellerId().isEmpty()
                        || get("seller_id").map(account.sellerId()::equals).orElse(true);
        return sellerFits && get("app_id").map(account.appId()::equals).orElse(false);
    }

    /// What a notice tells of its trade.
    AlipayTrade trade(Instant now) {
        return new AlipayTrade(
                get("trade_no").orElse(null),
                get("trade_status").orElse(null),
                get("total_amount").orElse(null),
                get("gmt_payment").orElse(null),
                get("refund_fee").orElse(null),
                get("buyer_open_id").or(() -> get("buyer_id")).orElse(null),
                now);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /// All of them URL-encoded, as a link's query or an app's string.
    String encoded() {
        return encoded(_ -> true);
    }

    /// The protocol's own parameters, which go into an address.
    String query() {
        return encoded(name -> !name.equals(CONTENT));
    }

    /// The content, which goes into a body.
    String body() {
        return encoded(CONTENT::equals);
    }

    /// The request as a form for the payer's browser, and as a link to the same.
    Credential.Form form(AlipayAccount account) {
        return new Credential.Form(
                URI.create(account.gateway() + "?" + query()),
                Map.of(CONTENT, get(CONTENT).orElseThrow()),
                URI.create(account.gateway() + "?" + encoded()));
    }

    private String encoded(Predicate<String> chosen) {
        return values.entrySet().stream()
                .filter(field -> chosen.test(field.getKey()))
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private byte[] text(Set<String> without) {
        return values.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty() && !without.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
