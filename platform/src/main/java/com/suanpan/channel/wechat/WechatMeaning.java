package com.suanpan.channel.wechat;

import com.suanpan.channel.UnknownWhy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an error answer's code means (错误码).
enum WechatMeaning {
    /// The payer is paying.
    PAYING,
    /// The number is used: paid, closed, or with other content.
    NUMBER_USED,
    /// It knows no such order (or does not see it yet).
    NO_SUCH_ORDER,
    /// A final no to this request.
    REFUSED,
    /// A final no to this account: its signature, its rights, its numbers.
    ACCOUNT_REFUSED,
    /// A final no to this refund, by its payer's account.
    REFUND_REFUSED,
    /// Our account there holds too little to give back; nothing was done.
    SHORT_OF_FUNDS,
    /// It knows no such thing: to a refund, no such order; to a question, no such refund.
    NO_SUCH_THING,
    /// Not accepted: too many requests.
    THROTTLED,
    /// WeChat does not know itself.
    UNSURE,
    /// Not in the protocol.
    UNDEFINED;

    private static final Map<String, WechatMeaning> CODES =
            Map.ofEntries(
                    Map.entry("USERPAYING", PAYING),
                    Map.entry("ORDER_PAID", NUMBER_USED),
                    Map.entry("ORDER_CLOSED", NUMBER_USED),
                    Map.entry("OUT_TRADE_NO_USED", NUMBER_USED),
                    Map.entry("ORDER_NOT_EXIST", NO_SUCH_ORDER),
                    Map.entry("PARAM_ERROR", REFUSED),
                    Map.entry("INVALID_REQUEST", REFUSED),
                    Map.entry("RULE_LIMIT", REFUSED),
                    Map.entry("TRADE_ERROR", REFUSED),
                    Map.entry("REQUEST_BLOCKED", REFUSED),
                    Map.entry("APPID_MCHID_NOT_MATCH", ACCOUNT_REFUSED),
                    Map.entry("MCH_NOT_EXISTS", ACCOUNT_REFUSED),
                    Map.entry("SIGN_ERROR", ACCOUNT_REFUSED),
                    Map.entry("NO_AUTH", ACCOUNT_REFUSED),
                    Map.entry("USER_ACCOUNT_ABNORMAL", REFUND_REFUSED),
                    Map.entry("NOT_ENOUGH", SHORT_OF_FUNDS),
                    Map.entry("RESOURCE_NOT_EXISTS", NO_SUCH_THING),
                    Map.entry("FREQUENCY_LIMITED", THROTTLED),
                    Map.entry("RATELIMIT_EXCEEDED", THROTTLED),
                    Map.entry("SYSTEM_ERROR", UNSURE),
                    Map.entry("BANK_ERROR", UNSURE));

    /// The one text that changes its code's meaning: the number was used with other content.
    private static final String NUMBER_DOUBLED = "商户订单号重复";

    /// Of a status that is no success; 429 and 5xx need no code.
    static WechatMeaning of(int status, @Nullable String code, String message) {
        if (status >= 500) {
            return UNSURE;
        }
        if (status == 429) {
            return THROTTLED;
        }
        if (message.contains(NUMBER_DOUBLED)) {
            return NUMBER_USED;
        }
        return code == null ? UNDEFINED : CODES.getOrDefault(code, UNDEFINED);
    }

    /// Why the outcome stays unknown where this does not answer the question.
    UnknownWhy leavesUnknown() {
        return switch (this) {
            case REFUSED, ACCOUNT_REFUSED -> UnknownWhy.REFUSED;
            case THROTTLED -> UnknownWhy.THROTTLED;
            case UNSURE -> UnknownWhy.CHANNEL_UNSURE;
            case PAYING,
                    NUMBER_USED,
                    NO_SUCH_ORDER,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    NO_SUCH_THING,
                    UNDEFINED ->
                    UnknownWhy.UNDEFINED;
        };
    }

    /// Whether it counts without a signature: WeChat's gateway refuses, and fails, unsigned.
    boolean countsUnsigned() {
        return switch (this) {
            case REFUSED, ACCOUNT_REFUSED, THROTTLED, UNSURE -> true;
            case PAYING,
                    NUMBER_USED,
                    NO_SUCH_ORDER,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    NO_SUCH_THING,
                    UNDEFINED ->
                    false;
        };
    }
}
