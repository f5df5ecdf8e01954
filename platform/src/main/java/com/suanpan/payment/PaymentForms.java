package com.suanpan.payment;

import static com.suanpan.gateway.FieldRule.amount;
import static com.suanpan.gateway.FieldRule.matching;
import static com.suanpan.gateway.FieldRule.oneOf;
import static com.suanpan.gateway.FieldRule.text;
import static com.suanpan.gateway.FieldRule.whole;

import com.suanpan.gateway.CallForm;
import com.suanpan.merchant.Scope;

/// The forms of the calls under `/api/v1/payment/`.
public final class PaymentForms {

    private static final String ORDER_NO = "[0-9A-Za-z_-]{1,32}";
    private static final String PAY_ORDER_NO = "[0-9]{26}";
    private static final String IP = "[0-9A-Fa-f:.]{2,45}";

    public static final CallForm PAY =
            CallForm.of("/api/v1/payment/pay", Scope.PAY)
                    .usingNonce()
                    .needs("order_no", matching(ORDER_NO), "the merchant's number", "商户订单号")
                    .needs("amount", amount(), "in yuan", "金额(元)")
                    .mayHave("currency", oneOf("CNY"), "CNY if absent", "币种")
                    .needs("subject", text(127), "what is bought", "商品标题")
                    .mayHave("body", text(256), "more of it", "商品描述")
                    .needs(
                            "pay_method",
                            matching("[A-Z0-9_]{1,32}"),
                            "a method of docs/channels.md, or CASHIER or a provider for our page",
                            "支付方式")
                    .mayHave(
                            "notify_url",
                            text(255),
                            "where notices go; the merchant's own if absent",
                            "通知地址")
                    .mayHave("return_url", text(255), "where the payer goes after", "返回地址")
                    .mayHave(
                            "expire_minutes",
                            whole(1, 1440),
                            "life of the order, 30 if absent",
                            "有效分钟数")
                    .mayHave(
                            "expire_time",
                            text(32),
                            "end of the order's life instead, ISO 8601",
                            "过期时间")
                    .mayHave("client_ip", matching(IP), "the payer's address", "付款人 IP")
                    .mayHave(
                            "payer_id",
                            matching("[0-9A-Za-z_-]{1,128}"),
                            "the payer's id at the provider (openid, buyer id)",
                            "付款人标识")
                    .mayHave("device_id", text(64), "the payer's device", "设备号")
                    .mayHave("user_id", text(64), "the merchant's user", "商户用户号")
                    .mayHave("attach", text(128), "returned as given", "附加数据")
                    .mayHave(
                            "qr_image",
                            oneOf("true", "false"),
                            "whether to draw qr_code; true if absent",
                            "是否返回二维码图片");

    public static final CallForm QUERY = byNumber("/api/v1/payment/query", Scope.QUERY);

    public static final CallForm CLOSE = byNumber("/api/v1/payment/close", Scope.PAY);

    private PaymentForms() {}

    private static CallForm byNumber(String path, Scope scope) {
        return CallForm.of(path, scope)
                .mayHave("order_no", matching(ORDER_NO), "the merchant's number, or", "商户订单号")
                .mayHave("pay_order_no", matching(PAY_ORDER_NO), "our number", "平台订单号");
    }
}
