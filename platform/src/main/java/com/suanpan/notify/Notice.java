package com.suanpan.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notice (通知) in the hands of whoever claimed it.
///
/// @param refundFlowNo the refund that it tells of; null if it tells of the order
/// @param content its fields as JSON, unsigned
/// @param notifyUrl where it goes; the merchant's own address if absent
/// @param claim the number of the try that this claim is for
/// @param failures tries in vain so far
/// @param leasedUntil when somebody else may claim it
/// @param giveUpAt no try begins later
record Notice(
        int lane,
        String noticeNo,
        String merchantId,
        String payOrderNo,
        @Nullable String refundFlowNo,
        String content,
        @Nullable String notifyUrl,
        int claim,
        int failures,
        Instant leasedUntil,
        Instant giveUpAt) {}
