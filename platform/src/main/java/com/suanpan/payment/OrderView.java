package com.suanpan.payment;

import com.suanpan.channel.Credential;
import com.suanpan.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A payment order as it stands, for merchants, payers and operators.
///
/// @param flowNo the flow that paid; while none did, the latest attempt
/// @param flowMethod the method of that flow
/// @param channelOrderNo the channel's number of that flow
/// @param payMethod the method that paid; while none did, the one that the merchant asked for last
/// @param credential of that flow, as JSON, unless it is being closed
/// @param notifyUrl where its notices go, if the request named one
/// @param syncStatus whether the merchant confirmed our notice
public record OrderView(
        String merchantId,
        String orderNo,
        String payOrderNo,
        @Nullable String flowNo,
        @Nullable String flowMethod,
        @Nullable String channelOrderNo,
        String payMethod,
        Money amount,
        Money paid,
        Money refunded,
        Money fee,
        Status status,
        OrderStage stage,
        SyncStatus syncStatus,
        String subject,
        @Nullable String attach,
        @Nullable String credential,
        String cashierToken,
        @Nullable String notifyUrl,
        @Nullable String returnUrl,
        Instant createdAt,
        @Nullable Instant paidAt,
        Instant expiresAt) {

    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    /// What a merchant is told of an order, by `query`, `close` and each notice: names and texts in
    /// this order, none of them null.
    public SequencedMap<String, String> data() {
        SequencedMap<String, String> data = new LinkedHashMap<>();
        data.put("notice_type", "PAYMENT");
        data.put("merchant_id", merchantId);
        data.put("order_no", orderNo);
        data.put("pay_order_no", payOrderNo);
        put(data, "flow_no", flowNo);
        put(data, "channel_order_no", channelOrderNo);
        data.put("pay_method", payMethod);
        data.put("amount", amount.text());
        data.put("paid_amount", paid.text());
        data.put("refunded_amount", refunded.text());
        data.put("fee", fee.text());
        data.put("currency", amount.currency().name());
        data.put("status", status.name());
        data.put("stage", stage.name());
        put(data, "attach", attach);
        data.put("created_at", CHINA_TIME.format(createdAt));
        put(data, "paid_at", paidAt == null ? null : CHINA_TIME.format(paidAt));
        data.put("expires_at", CHINA_TIME.format(expiresAt));
        return data;
    }

    /// What its attempt handed to the payer; empty if none stands.
    public Optional<Credential> handed() {
        return Optional.ofNullable(credential).map(CredentialJson::read);
    }

    private static void put(Map<String, String> data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
