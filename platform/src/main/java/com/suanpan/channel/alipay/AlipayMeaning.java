package com.suanpan.channel.alipay;

import com.suanpan.channel.UnknownWhy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an answer's `code` and `sub_code` mean (公共错误码, and each call's 业务错误码).
enum AlipayMeaning {
    /// The business node is valid.
    DONE,
    /// The payer is paying.
    PAYING,
    /// The number is used: paid, closed, or with other content.
    NUMBER_USED,
    /// It knows no such trade (yet).
    NO_SUCH_TRADE,
    /// A final no to this request.
    REFUSED,
    /// A final no to this refund.
    REFUND_REFUSED,
    /// Our account there holds too little to give back; nothing was done.
    SHORT_OF_FUNDS,
    /// A final no of the gateway, before any business: our key, our rights, our form.
    REFUSED_AT_THE_DOOR,
    /// Not carried out: too many requests.
    THROTTLED,
    /// Alipay does not know itself.
    UNSURE,
    /// Not in the protocol.
    UNDEFINED;

    private static final Map<String, AlipayMeaning> CODES =
            Map.ofEntries(
                    Map.entry("10000", DONE),
                    Map.entry("10003", PAYING),
                    Map.entry("20000", UNSURE),
                    Map.entry("20001", REFUSED_AT_THE_DOOR),
                    Map.entry("40001", REFUSED_AT_THE_DOOR),
                    Map.entry("40002", REFUSED_AT_THE_DOOR),
                    Map.entry("40006", REFUSED_AT_THE_DOOR),
                    Map.entry("40005", THROTTLED));

    /// Under code 40004 (业务处理失败) the `sub_code` says all.
    private static final Map<String, AlipayMeaning> BUSINESS =
            Map.ofEntries(
                    Map.entry("ACQ.SYSTEM_ERROR", UNSURE),
                    Map.entry("AQC.SYSTEM_ERROR", UNSURE),
                    Map.entry("ACQ.DISCORDANT_REPEAT_REQUEST", UNSURE),
                    Map.entry("ACQ.TRADE_HAS_SUCCESS", NUMBER_USED),
                    Map.entry("ACQ.TRADE_HAS_CLOSE", NUMBER_USED),
                    Map.entry("ACQ.TRADE_STATUS_ERROR", NUMBER_USED),
                    Map.entry("ACQ.CONTEXT_INCONSISTENT", NUMBER_USED),
                    Map.entry("ACQ.TRADE_NOT_EXIST", NO_SUCH_TRADE),
                    Map.entry("ACQ.INVALID_PARAMETER", REFUSED),
                    Map.entry("ACQ.TRADE_NOT_ALLOW_REFUND", REFUND_REFUSED),
                    Map.entry("ACQ.REASON_TRADE_REFUND_FEE_ERR", REFUND_REFUSED),
                    Map.entry("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", REFUND_REFUSED),
                    Map.entry("ACQ.TRADE_HAS_FINISHED", REFUND_REFUSED),
                    Map.entry("ACQ.SELLER_BALANCE_NOT_ENOUGH", SHORT_OF_FUNDS),
                    Map.entry("ACQ.REFUND_CHARGE_ERROR", SHORT_OF_FUNDS));

    static AlipayMeaning of(@Nullable String code, @Nullable String subCode) {
        if (code == null) {
            return UNDEFINED;
        }
        return code.equals("40004")
                ? subCode == null ? UNDEFINED : BUSINESS.getOrDefault(subCode, UNDEFINED)
                : CODES.getOrDefault(code, UNDEFINED);
    }

    /// Why the outcome stays unknown where this does not answer the question.
    UnknownWhy leavesUnknown() {
        return switch (this) {
            case REFUSED, REFUSED_AT_THE_DOOR -> UnknownWhy.REFUSED;
            case THROTTLED -> UnknownWhy.THROTTLED;
            case UNSURE -> UnknownWhy.CHANNEL_UNSURE;
            case DONE,
                    PAYING,
                    NUMBER_USED,
                    NO_SUCH_TRADE,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    UNDEFINED ->
                    UnknownWhy.UNDEFINED;
        };
    }

    /// Whether it counts without a signature: the gateway may refuse before it knows whose key to use.
    boolean countsUnsigned() {
        return this == REFUSED_AT_THE_DOOR;
    }
}
