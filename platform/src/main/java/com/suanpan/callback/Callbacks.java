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
import com.suanpan.outbound.Alerts;
import com.suanpan.payment.Payments;
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

    private final ChannelAccounts accounts;
    private final Payments payments;
    private final Alerts alerts;

    Callbacks(ChannelAccounts accounts, Payments payments, Alerts alerts) {
        this.accounts = accounts;
        this.payments = payments;
        this.alerts = alerts;
    }

    /// Whatever it answers is committed; it never throws.
    Verdict judge(
            ChannelAccount account, PaymentHandler handler, String event, RawCallback callback) {
        if (!event.equals(PaymentHandler.PAYMENT)) {
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
            case CallbackResult.Irrelevant(var what) -> {
                LOG.info("a callback to {} is of no concern: {}", account.channelCode(), what);
                yield new Taken();
            }
            case CallbackResult.Refused(var reason, var detail) ->
                    new Refused(reason.name(), detail, isVerified(reason));
        };
    }

    private Verdict told(ChannelAccount account, String flowNo, QueryResult state) {
        try {
            if (!payments.told(account.channelCode(), flowNo, state)) {
                return new Refused("NOT_OUR_FLOW", "no flow of this account: " + flowNo, true);
            }
        } catch (RuntimeException e) {
            LOG.warn("flow {}: what its callback says is not stored: {}", flowNo, e.toString());
            alerts.raise(
                    "CALLBACK_NOT_STORED",
                    account.channelCode(),
                    "flow " + flowNo + ", told to come again: " + e.getClass().getSimpleName());
            return new NotNow();
        }
        if (state instanceof QueryResult.Unknown(var why, var detail) && why.alarming()) {
            alerts.raise("CALLBACK_ODD", account.channelCode(), flowNo + ": " + why + " " + detail);
        }
        return new Taken();
    }

    private static boolean isVerified(Reason reason) {
        return switch (reason) {
            case UNKNOWN_EVENT -> true;
            case UNREADABLE, BAD_SIGNATURE, STALE, OTHER_MERCHANT -> false;
        };
    }
}
