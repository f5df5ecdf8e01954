package com.suanpan.refund;

import com.suanpan.money.Money;
import com.suanpan.payment.Status;
import com.suanpan.payment.SyncStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A refund as it stands, for merchants and operators.
///
/// @param fee the share of the order's fee that goes back with it
/// @param syncStatus whether the merchant confirmed our notice
public record RefundView(
        String merchantId,
        String refundNo,
        String refundFlowNo,
        @Nullable String channelRefundNo,
        String orderNo,
        String payOrderNo,
        String flowNo,
        String payMethod,
        Money orderAmount,
        Money amount,
        Money fee,
        RefundType type,
        @Nullable String reason,
        @Nullable String notifyUrl,
        Status status,
        RefundStage stage,
        SyncStatus syncStatus,
        Instant createdAt,
        @Nullable Instant completedAt) {

    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    static RefundView of(Refund refund) {
        RefundFacts facts = refund.facts;
        RefundState state = refund.state();
        return new RefundView(
                facts.merchantId(),
                facts.refundNo(),
                facts.refundFlowNo(),
                state.channelRefundNo(),
                facts.orderNo(),
                facts.payOrderNo(),
                facts.flowNo(),
                facts.payMethod(),
                facts.orderAmount(),
                facts.amount(),
                facts.fee(),
                facts.type(),
                facts.reason(),
                facts.notifyUrl(),
                state.stage().status(),
                state.stage(),
                state.syncStatus(),
                facts.createdAt(),
                state.completedAt());
    }

    /// What a merchant is told of a refund, by `create`, `query` and each notice: names and texts in
    /// this order, none of them null.
    public SequencedMap<String, String> data() {
        SequencedMap<String, String> data = new LinkedHashMap<>();
        data.put("notice_type", "REFUND");
        data.put("merchant_id", merchantId);
        data.put("refund_no", refundNo);
        data.put("refund_flow_no", refundFlowNo);
        put(data, "channel_refund_no", channelRefundNo);
        data.put("order_no", orderNo);
        data.put("pay_order_no", payOrderNo);
        data.put("flow_no", flowNo);
        data.put("pay_method", payMethod);
        data.put("order_amount", orderAmount.text());
        data.put("amount", amount.text());
        data.put("fee", fee.text());
        data.put("currency", amount.currency().name());
        data.put("refund_type", type.name());
        data.put("refund_to", "ORIGINAL");
        put(data, "reason", reason);
        data.put("status", status.name());
        data.put("stage", stage.name());
        data.put("created_at", CHINA_TIME.format(createdAt));
        put(data, "completed_at", completedAt == null ? null : CHINA_TIME.format(completedAt));
        return data;
    }

    private static void put(Map<String, String> data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
