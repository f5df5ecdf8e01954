package com.suanpan.refund;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RefundResult;

/// Something that happens to a refund; each is decided on once, inside a batch.
sealed interface RefundEvent {

    /// The order whose money it is about.
    String payOrderNo();

    /// A merchant calls `create`. The number is fresh, for the case that it is needed; `refundable` says
    /// whether the channel that was paid at can give money back.
    record Requested(
            RefundCommand command, String payOrderNo, String refundFlowNo, boolean refundable)
            implements RefundEvent {}

    /// The channel said what it can of the payment, before anything was sent.
    record Checked(String payOrderNo, String refundFlowNo, QueryResult result, AskPlan plan)
            implements RefundEvent {}

    /// The channel answered a refund that was sent.
    record Answered(String payOrderNo, String refundFlowNo, RefundResult result, AskPlan plan)
            implements RefundEvent {}

    /// The channel answered a question about a refund. `mayRepeat`: sending the number again is safe.
    record Asked(
            String payOrderNo,
            String refundFlowNo,
            RefundResult result,
            AskPlan plan,
            boolean mayRepeat)
            implements RefundEvent {}

    /// A channel told us by a verified callback to this account.
    record Told(String payOrderNo, String channelCode, String refundFlowNo, RefundResult result)
            implements RefundEvent {}

    /// Its time to be gone on with has come: what waits for money is sent again.
    record Due(String payOrderNo, String refundFlowNo) implements RefundEvent {}
}
