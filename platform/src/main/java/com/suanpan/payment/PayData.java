package com.suanpan.payment;

import com.suanpan.channel.Credential;
import com.suanpan.gateway.Traced;
import com.suanpan.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/// The `data` of an answer to `pay`.
///
/// @param payUrl where the payer's browser goes
/// @param qrCode a PNG as a `data:` address, for the payer to scan
/// @param credential what an app or a page's script needs, the text of the code, or the form to post
record PayData(
        String merchantId,
        String orderNo,
        String payOrderNo,
        @Nullable String flowNo,
        Money amount,
        String currency,
        Status status,
        OrderStage stage,
        String payMethod,
        @Nullable URI payUrl,
        @Nullable String qrCode,
        @Nullable String credential,
        Instant expiresAt)
        implements Traced {

    /// For an order whose payer chooses on our page.
    static PayData ofPage(OrderView order, URI page, boolean image) {
        return of(order, page, image ? QrImage.dataUri(page.toString()) : null, null);
    }

    /// For an order with an attempt, or with none that can be used now.
    static PayData ofAttempt(OrderView order, boolean image) {
        String kept = order.credential();
        if (kept == null) {
            return of(order, null, null, null);
        }
        return switch (CredentialJson.read(kept)) {
            case Credential.Code(var content) ->
                    of(order, null, image ? QrImage.dataUri(content) : null, content);
            case Credential.Link(var address) -> of(order, address, null, null);
            case Credential.Form(var action, var fields, var link) ->
                    of(order, link, null, html(action, fields));
            case Credential.Script(var parameters) -> of(order, null, null, parameters);
        };
    }

    private static PayData of(
            OrderView order,
            @Nullable URI payUrl,
            @Nullable String qrCode,
            @Nullable String credential) {
        return new PayData(
                order.merchantId(),
                order.orderNo(),
                order.payOrderNo(),
                order.flowNo(),
                order.amount(),
                order.amount().currency().name(),
                order.status(),
                order.stage(),
                order.payMethod(),
                payUrl,
                qrCode,
                credential,
                order.expiresAt());
    }

    private static String html(URI action, Map<String, String> fields) {
        StringBuilder form =
                new StringBuilder("<form method=\"post\" accept-charset=\"utf-8\" action=\"")
                        .append(HtmlUtils.htmlEscape(action.toString()))
                        .append("\">");
        new TreeMap<>(fields)
                .forEach((name, value) ->
                        form.append("<input type=\"hidden\" name=\"")
                                .append(HtmlUtils.htmlEscape(name))
                                .append("\" value=\"")
                                .append(HtmlUtils.htmlEscape(value))
                                .append("\">"));
        return form.append("</form>").toString();
    }
}
