package com.suanpan.docs;

import com.suanpan.payment.PayAnswer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// What the fields of the answers mean. Their names come from the code; one that is not explained here
/// fails.
final class AnswerFields {

    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry("notice_type", "`PAYMENT`"),
                    Map.entry("merchant_id", "the merchant 商户号"),
                    Map.entry("order_no", "the merchant's number 商户订单号"),
                    Map.entry("pay_order_no", "our number of the order 平台订单号"),
                    Map.entry(
                            "flow_no",
                            "the attempt that paid, else the latest; the number that the channel sees 支付流水号"),
                    Map.entry("channel_order_no", "the channel's number 通道订单号"),
                    Map.entry("pay_method", "that paid, else asked for last 支付方式"),
                    Map.entry("amount", "of the order, in yuan 金额"),
                    Map.entry("paid_amount", "what was paid 已付金额"),
                    Map.entry("refunded_amount", "what was refunded of it 已退金额"),
                    Map.entry("fee", "what the merchant pays once it is paid 手续费"),
                    Map.entry("currency", "币种"),
                    Map.entry("status", "what to decide on 状态: `docs/states.md`"),
                    Map.entry("stage", "the finer word 阶段: `docs/states.md`"),
                    Map.entry("attach", "as given 附加数据"),
                    Map.entry("created_at", "创建时间"),
                    Map.entry("paid_at", "the channel's time 支付时间"),
                    Map.entry("expires_at", "end of the order's life 过期时间"),
                    Map.entry("pay_url", "where the payer's browser goes 支付地址"),
                    Map.entry("qr_code", "a PNG as a `data:` address, for the payer to scan 二维码"),
                    Map.entry(
                            "credential",
                            "the code's text, the form to post, or what an app or a page's script needs 支付凭证"));

    private static final Map<String, String> OF_REFUNDS =
            Map.ofEntries(
                    Map.entry("notice_type", "`REFUND`"),
                    Map.entry("merchant_id", "the merchant 商户号"),
                    Map.entry("refund_no", "the merchant's number 商户退款单号"),
                    Map.entry("refund_flow_no", "our number, the channel sees it 退款流水号"),
                    Map.entry("channel_refund_no", "the channel's number 通道退款单号"),
                    Map.entry("order_no", "the merchant's order 商户订单号"),
                    Map.entry("pay_order_no", "our number of the order 平台订单号"),
                    Map.entry("flow_no", "the attempt whose money goes back 支付流水号"),
                    Map.entry("pay_method", "that paid 支付方式"),
                    Map.entry("order_amount", "what was paid, in yuan 已付金额"),
                    Map.entry("amount", "what goes back, in yuan 退款金额"),
                    Map.entry("fee", "what of it comes out of the fee that was paid 退还手续费"),
                    Map.entry("currency", "币种"),
                    Map.entry("refund_type", "`FULL` or `PARTIAL` 退款类型"),
                    Map.entry("refund_to", "`ORIGINAL`: to where it came from 退款去向"),
                    Map.entry("reason", "as given 退款原因"),
                    Map.entry("status", "what to decide on 状态: `docs/states.md`"),
                    Map.entry("stage", "the finer word 阶段: `docs/states.md`"),
                    Map.entry("created_at", "创建时间"),
                    Map.entry("completed_at", "the channel's time where it told one 完成时间"));

    private AnswerFields() {}

    /// `data` of an answer to the calls of refunds, and the body of their notices but for `sign`.
    static SequencedMap<String, String> ofRefund() {
        return explained(OF_REFUNDS, ApiSamples.refund().data().keySet());
    }

    /// `data` of an answer to `pay`.
    static SequencedMap<String, String> ofPay() {
        return explained(PayAnswer.names());
    }

    /// `data` of an answer to `query` and `close`.
    static SequencedMap<String, String> ofOrder() {
        return explained(ApiSamples.paidOrder().data().keySet());
    }

    /// The body of a notice.
    static SequencedMap<String, String> ofNotice() {
        SequencedMap<String, String> fields = ofOrder();
        fields.put("sign", "our signature, made as in answers 签名");
        return fields;
    }

    private static SequencedMap<String, String> explained(Collection<String> names) {
        return explained(MEANINGS, names);
    }

    private static SequencedMap<String, String> explained(
            Map<String, String> meanings, Collection<String> names) {
        SequencedMap<String, String> explained = new LinkedHashMap<>();
        for (String name : names) {
            explained.put(name, Objects.requireNonNull(meanings.get(name), name));
        }
        return explained;
    }
}
