package com.suanpan.callback;

import com.suanpan.callback.Verdict.NotNow;
import com.suanpan.callback.Verdict.Refused;
import com.suanpan.callback.Verdict.Taken;
import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.RefundResult;
import com.suanpan.outbound.Alerts;
import com.suanpan.payment.Payments;
import com.suanpan.refund.RefundDesk;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Judges callbacks in the order of M11: event, signature over the raw bytes, merchant number, flow of
/// this account, amount; then applies them once.
///
/// The amount is judged where the flow is locked, by `Payments.told`: a genuine callback of another
/// amount is taken, alerted and asked about. So is one of a flow that was paid before: taken, and
/// nothing moves.
@Component
class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private static final Set<String> EVENTS = Set.of(PaymentHandler.PAYMENT, PaymentHandler.REFUND);

    private final ChannelAccounts accounts;
    private final Payments payments;
    private final RefundDesk refunds;
    private final Alerts alerts;

    Callbacks(ChannelAccounts accounts, Payments payments, RefundDesk refunds, Alerts alerts) {
        this.accounts = accounts;
        this.payments = payments;
        this.refunds = refunds;
        this.alerts = alerts;
    }

    /// Whatever it answers is committed; it never throws.
    Verdict judge(
            ChannelAccount account, PaymentHandler handler, String event, RawCallback callback) {
        if (!EVENTS.contains(event)) {
            return new Refused(Reason.UNKNOWN_EVENT.name(), "no such event here", false);
        }
        CallbackResult said;
        try {
            said = accounts.read(handler, account, event, callback);
        } catch (BrokenAccount e) {
            alerts.raise("CALLBACK_UNREAD", account.channelCode(), String.valueOf(e.getMessage()));
            return new NotNow();
        } catch (RuntimeException e) {
            LOG.error("a callback to {} cannot be read", account.channelCode(), e);
            alerts.raise(
                    "CALLBACK_UNREAD",
                    account.channelCode(),
                    "a bug: " + e.getClass().getSimpleName());
            return new NotNow();
        }
        return switch (said) {
            case CallbackResult.Told(var flowNo, var state) -> told(account, flowNo, state);
            case CallbackResult.RefundTold(var refundFlowNo, var state) ->
                    refundTold(account, refundFlowNo, state);
            case CallbackResult.Irrelevant(var what) -> {
                LOG.info("a callback to {} is of no concern: {}", account.channelCode(), what);
                yield new Taken();
            }
            case CallbackResult.Refused(var reason, var detail) ->
                    new Refused(reason.name(), detail, isVerified(reason));
        };
    }

    private Verdict told(ChannelAccount account, String flowNo, QueryResult state) {
        Verdict verdict =
                stored(
                        account,
                        "flow " + flowNo,
                        "NOT_OUR_FLOW",
                        () -> payments.told(account.channelCode(), flowNo, state));
        if (verdict instanceof Taken
                && state instanceof QueryResult.Unknown(var why, var detail)
                && why.alarming()) {
            alerts.raise("CALLBACK_ODD", account.channelCode(), flowNo + ": " + why + " " + detail);
        }
        return verdict;
    }

    private Verdict refundTold(ChannelAccount account, String refundFlowNo, RefundResult state) {
        return stored(
                account,
                "refund " + refundFlowNo,
                "NOT_OUR_REFUND",
                () -> refunds.told(account.channelCode(), refundFlowNo, state));
    }

    /// @param stores says whether it is one of this account's; returns once it is committed
    private Verdict stored(
            ChannelAccount account, String what, String notOurs, BooleanSupplier stores) {
        try {
            return stores.getAsBoolean()
                    ? new Taken()
                    : new Refused(notOurs, "not of this account: " + what, true);
        } catch (RuntimeException e) {
            LOG.warn("{}: what its callback says is not stored: {}", what, e.toString());
            alerts.raise(
                    "CALLBACK_NOT_STORED",
                    account.channelCode(),
                    what + ", told to come again: " + e.getClass().getSimpleName());
            return new NotNow();
        }
    }

    private static boolean isVerified(Reason reason) {
        return switch (reason) {
            case UNKNOWN_EVENT -> true;
            case UNREADABLE, BAD_SIGNATURE, STALE, OTHER_MERCHANT -> false;
        };
    }
}
