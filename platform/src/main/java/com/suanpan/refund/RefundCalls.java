package com.suanpan.refund;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.Channels;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.Refunds;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.gateway.Place;
import com.suanpan.payment.OurAddresses;
import com.suanpan.refund.RefundEvent.Answered;
import com.suanpan.refund.RefundEvent.Asked;
import com.suanpan.refund.RefundEvent.Checked;
import com.suanpan.store.Trace;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The calls that refunds make to channels. What a channel does is an outcome; what goes wrong on our
/// side of the line leaves the outcome unknown, never failed.
@Component
class RefundCalls {

    private static final Logger LOG = LoggerFactory.getLogger(RefundCalls.class);

    private final Channels channels;
    private final ChannelAccounts accounts;
    private final OurAddresses addresses;

    RefundCalls(Channels channels, ChannelAccounts accounts, OurAddresses addresses) {
        this.channels = channels;
        this.accounts = accounts;
        this.addresses = addresses;
    }

    /// Whether what was paid by this method can be given back by its channel.
    boolean canRefund(String payMethod) {
        return channels.handler(payMethod).filter(Refunds.class::isInstance).isPresent();
    }

    /// Asks the channel what it can say of the payment: one call.
    Checked check(RefundWork work) {
        PaymentHandler handler = handler(work);
        QueryResult result =
                called(
                        work,
                        () -> handler.query(account(work), work.payment()),
                        why -> new QueryResult.Unknown(UnknownWhy.NOT_SENT, why),
                        why -> new QueryResult.Unknown(UnknownWhy.LOST, why));
        return new Checked(work.payOrderNo(), work.refundFlowNo(), result, plan(work));
    }

    /// Sends a refund that is committed as `SENT`: one call.
    Answered send(RefundWork work) {
        RefundResult result =
                called(
                        work,
                        () -> refunds(work).refund(account(work), order(work)),
                        RefundResult.NotSent::new,
                        why -> new RefundResult.Unknown(UnknownWhy.LOST, why));
        try (var _ = Trace.of(work.payOrderNo(), work.refundFlowNo())) {
            Trace.ROAD.info(
                    "refund of {} at {}: {}",
                    work.amount(),
                    work.channelCode(),
                    result.getClass().getSimpleName());
        }
        return new Answered(work.payOrderNo(), work.refundFlowNo(), result, plan(work));
    }

    /// Asks about a refund that was sent: one call.
    Asked ask(RefundWork work) {
        RefundResult result =
                called(
                        work,
                        () -> refunds(work).queryRefund(account(work), order(work)),
                        why -> new RefundResult.Unknown(UnknownWhy.NOT_SENT, why),
                        why -> new RefundResult.Unknown(UnknownWhy.LOST, why));
        return new Asked(
                work.payOrderNo(),
                work.refundFlowNo(),
                result,
                plan(work),
                refunds(work).refundMayRepeat());
    }

    private static <R> R called(
            RefundWork work,
            Supplier<R> call,
            Function<String, R> notSent,
            Function<String, R> lost) {
        try (var _ = Trace.of(work.payOrderNo(), work.refundFlowNo())) {
            return Place.leftFor(() -> {
                try {
                    return call.get();
                } catch (BrokenAccount e) {
                    LOG.error("refund {} is not sent: {}", work.refundFlowNo(), e.getMessage());
                    return notSent.apply(String.valueOf(e.getMessage()));
                } catch (RuntimeException e) {
                    LOG.error("refund {}: the call broke off", work.refundFlowNo(), e);
                    return lost.apply("broke off: " + e);
                }
            });
        }
    }

    private RefundOrder order(RefundWork work) {
        return new RefundOrder(
                work.refundFlowNo(),
                work.payment(),
                work.amount(),
                work.reason(),
                work.createdAt(),
                addresses.callback(account(work), PaymentHandler.REFUND));
    }

    private AskPlan plan(RefundWork work) {
        return refunds(work).refundAskPlan();
    }

    private Refunds refunds(RefundWork work) {
        if (handler(work) instanceof Refunds refunds) {
            return refunds;
        }
        throw new IllegalStateException("no channel refunds " + work.payMethod() + " now");
    }

    private PaymentHandler handler(RefundWork work) {
        return channels.handler(work.payMethod())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "no channel speaks " + work.payMethod() + " now"));
    }

    private ChannelAccount account(RefundWork work) {
        return accounts.find(work.channelCode())
                .orElseThrow(() -> new BrokenAccount(work.channelCode(), "it is not configured"));
    }
}
