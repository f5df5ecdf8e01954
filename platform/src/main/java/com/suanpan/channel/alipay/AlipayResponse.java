package com.suanpan.channel.alipay;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The node of an answer; each call fills its own part of it.
record AlipayResponse(
        @Nullable String code,
        @Nullable String msg,
        @Nullable String subCode,
        @Nullable String subMsg,
        @Nullable String outTradeNo,
        @Nullable String tradeNo,
        @Nullable String tradeStatus,
        @Nullable String totalAmount,
        @Nullable String transCurrency,
        @Nullable String sendPayDate,
        @Nullable String buyerUserId,
        @Nullable String buyerOpenId,
        @Nullable String qrCode,
        @Nullable String outRequestNo,
        @Nullable String fundChange,
        @Nullable String refundFee,
        @Nullable String refundAmount,
        @Nullable String refundStatus,
        @Nullable String gmtRefundPay,
        @Nullable String userId,
        @Nullable String openId) {

    /// The finer of its two codes.
    String reason() {
        return Objects.requireNonNullElse(subCode != null ? subCode : code, "no code");
    }

    String text() {
        return Objects.requireNonNullElse(subMsg != null ? subMsg : msg, "");
    }

    /// Whose code it was, in an answer to that question; new applications know open ids only.
    Optional<String> payerId() {
        return Optional.ofNullable(openId != null ? openId : userId)
                .filter(id -> id.matches("[0-9A-Za-z_-]{1,128}"));
    }

    boolean isAbout(String requestNo) {
        return requestNo.equals(outTradeNo)
                && (transCurrency == null || transCurrency.equals("CNY"));
    }

    /// What a query tells of its trade.
    AlipayTrade trade(Instant now) {
        return new AlipayTrade(
                tradeNo,
                tradeStatus,
                totalAmount,
                sendPayDate,
                null,
                buyerOpenId != null ? buyerOpenId : buyerUserId,
                now);
    }
}
