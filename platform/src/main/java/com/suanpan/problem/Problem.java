package com.suanpan.problem;

import static com.suanpan.problem.Problem.Again.*;

/// The codes (错误码) that a merchant's call may be answered with; stable words, `docs/errors.md` is
/// made from them.
public enum Problem {
    PARAM_ERROR(400, NO, "a field is missing or malformed", "参数缺失或格式错误"),
    METHOD_UNSUPPORTED(400, NO, "this pay method is not supported", "不支持的支付方式"),
    AMOUNT_OVER_LIMIT(400, NO, "the amount is over the limit", "金额超过限额"),
    SIGN_ERROR(401, NO, "the signature does not match", "签名错误"),
    TIMESTAMP_EXPIRED(401, YES, "the timestamp is not within 5 minutes of ours", "时间戳超出允许范围"),
    MERCHANT_UNKNOWN(401, NO, "no such merchant or key", "商户或密钥不存在"),
    MERCHANT_STOPPED(403, NO, "the merchant is stopped", "商户已停用"),
    IP_REFUSED(403, NO, "the caller's address is not allowed", "来源 IP 不在白名单"),
    SCOPE_REFUSED(403, NO, "the key does not have this scope", "密钥没有此权限"),
    RISK_REJECTED(403, NO, "refused by risk control", "风控拒绝"),
    ORDER_NOT_FOUND(404, NO, "no such order", "订单不存在"),
    PATH_UNKNOWN(404, NO, "no such call", "接口不存在"),
    HTTP_METHOD_REFUSED(405, NO, "calls are made with POST", "只接受 POST 请求"),
    REPLAYED(409, NO, "this nonce was used before", "重复的随机串"),
    ORDER_CONFLICT(409, NO, "the number was used with other content", "单号已被不同内容的请求使用"),
    ORDER_PAID(409, NO, "the order is paid", "订单已支付"),
    ORDER_CLOSED(409, NO, "the order is closed", "订单已关闭"),
    ORDER_NOT_PAID(409, YES, "the order is not paid", "订单未支付"),
    REFUND_NOT_FOUND(404, NO, "no such refund", "退款单不存在"),
    REFUND_OVER_PAID(409, NO, "more than is left of the payment", "退款金额超过可退金额"),
    REFUND_UNSUPPORTED(400, NO, "this pay method cannot be refunded", "该支付方式不支持退款"),
    ACCOUNT_FROZEN(409, YES, "the account is frozen", "账户已冻结"),
    INSUFFICIENT_FUNDS(409, YES, "not enough funds", "余额不足"),
    TOO_LARGE(413, NO, "the body is larger than 64 KiB", "请求体超过 64 KiB"),
    RATE_LIMITED(429, YES, "too many calls", "请求过于频繁"),
    SYSTEM_ERROR(500, YES, "an error of ours; the request number finds it", "系统错误"),
    CHANNEL_REFUSED(502, YES, "every channel refused", "通道拒绝"),
    NO_CHANNEL(503, YES, "no channel can take this payment now", "暂无可用通道"),
    SYSTEM_BUSY(503, YES, "too busy; nothing was written", "系统繁忙");

    /// Whether the same number may be tried again with the same content.
    public enum Again {
        YES,
        NO
    }

    private final int httpStatus;
    private final Again again;
    private final String title;
    private final String titleZh;

    Problem(int httpStatus, Again again, String title, String titleZh) {
        this.httpStatus = httpStatus;
        this.again = again;
        this.title = title;
        this.titleZh = titleZh;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Again again() {
        return again;
    }

    public String title() {
        return title;
    }

    public String titleZh() {
        return titleZh;
    }
}
