package com.suanpan.notify;

import com.suanpan.money.Money;
import com.suanpan.payment.OrderView;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The fields of a notice: those of the query's `data`, all of them texts; what is unknown is left
/// out. Amounts are "100.00", times ISO 8601 to the second with +08:00.
final class NoticeFields {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    private final SequencedMap<String, String> fields = new LinkedHashMap<>();

    private NoticeFields() {}

    static SequencedMap<String, String> of(OrderView order) {
        return new NoticeFields()
                .with("notice_type", "PAYMENT")
                .with("merchant_id", order.merchantId())
                .with("order_no", order.orderNo())
                .with("pay_order_no", order.payOrderNo())
                .with("flow_no", order.flowNo())
                .with("channel_order_no", order.channelOrderNo())
                .with("pay_method", order.payMethod())
                .with("amount", order.amount())
                .with("paid_amount", order.paid())
                .with("refunded_amount", order.refunded())
                .with("fee", order.fee())
                .with("currency", order.amount().currency().name())
                .with("status", order.status().name())
                .with("stage", order.stage().name())
                .with("attach", order.attach())
                .with("created_at", order.createdAt())
                .with("paid_at", order.paidAt())
                .with("expires_at", order.expiresAt())
                .fields;
    }

    static String write(SequencedMap<String, String> fields) {
        return JSON.writeValueAsString(fields);
    }

    static SequencedMap<String, String> read(String json) {
        return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    private NoticeFields with(String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    private NoticeFields with(String name, Money amount) {
        return with(name, amount.text());
    }

    private NoticeFields with(String name, @Nullable Instant at) {
        return with(name, at == null ? null : CHINA_TIME.format(at));
    }
}
