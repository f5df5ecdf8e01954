package com.suanpan.channel;

/// A channel that gives money back (退款), whole or in parts, each under a number of its own.
///
/// The number that the channel sees is the refund flow's. A flow whose outcome is unknown is asked
/// about, or sent again under that same number, never under another (M6).
public interface Refunds {

    /// Whether sending the same refund under the same number again is safe and tells what became of it
    /// (M6). To a repeat `Refused` says nothing about the first sending: ask.
    boolean refundMayRepeat();

    /// How often a refund may be asked about. No silence ends one: `shortestLife` and `grace` are zero.
    AskPlan refundAskPlan();

    /// Gives money back: one call. Of a first sending `Refused` says that nothing was or will be given
    /// back under this number.
    RefundResult refund(ChannelAccount account, RefundOrder order);

    /// Asks what became of a refund: one call. `Refused` is a channel's own record of a refund that
    /// failed, never a refusal of the question.
    RefundResult queryRefund(ChannelAccount account, RefundOrder order);
}
