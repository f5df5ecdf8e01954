package com.suanpan.refund;

import static com.suanpan.gateway.FieldRule.amount;
import static com.suanpan.gateway.FieldRule.matching;
import static com.suanpan.gateway.FieldRule.oneOf;
import static com.suanpan.gateway.FieldRule.text;

import com.suanpan.gateway.CallForm;
import com.suanpan.merchant.Scope;

/// The forms of the calls under `/api/v1/refund/`.
public final class RefundForms {

    private static final String NUMBER = "[0-9A-Za-z_-]{1,32}";

    public static final CallForm CREATE =
            CallForm.of("/api/v1/refund/create", Scope.REFUND)
                    .usingNonce()
                    .needs("refund_no", matching(NUMBER), "the merchant's number", "商户退款单号")
                    .mayHave("order_no", matching(NUMBER), "the merchant's order, or", "商户订单号")
                    .mayHave(
                            "pay_order_no",
                            matching("[0-9]{26}"),
                            "our number of the order",
                            "平台订单号")
                    .needs("amount", amount(), "in yuan", "退款金额(元)")
                    .mayHave("currency", oneOf("CNY"), "CNY if absent", "币种")
                    .mayHave(
                            "refund_type",
                            oneOf("FULL", "PARTIAL"),
                            "FULL must be of the whole payment and its first refund; by the amount if absent",
                            "退款类型")
                    .mayHave("reason", text(80), "shown to the payer by some providers", "退款原因")
                    .mayHave(
                            "notify_url",
                            text(255),
                            "where notices go; the merchant's own if absent",
                            "通知地址");

    public static final CallForm QUERY =
            CallForm.of("/api/v1/refund/query", Scope.QUERY)
                    .needs("refund_no", matching(NUMBER), "the merchant's number", "商户退款单号");

    private RefundForms() {}
}
