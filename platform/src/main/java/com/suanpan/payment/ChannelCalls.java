package com.suanpan.payment;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.Channels;
import com.suanpan.channel.CloseResult;
import com.suanpan.channel.Closes;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.gateway.Place;
import com.suanpan.payment.PaymentEvent.Asked;
import com.suanpan.payment.PaymentOutcome.Attempt;
import com.suanpan.store.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The calls that payments make to channels. What a channel does is an outcome; what goes wrong on our
/// side of the line leaves the outcome unknown, never failed.
@Component
class ChannelCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelCalls.class);

    private final Channels channels;
    private final ChannelAccounts accounts;
    private final OurAddresses addresses;
    private final PaymentMeters meters;

    ChannelCalls(
            Channels channels,
            ChannelAccounts accounts,
            OurAddresses addresses,
            PaymentMeters meters) {
        this.meters = meters;
        this.channels = channels;
        this.accounts = accounts;
        this.addresses = addresses;
    }

    AskPlan plan(String payMethod) {
        return handler(payMethod).askPlan();
    }

    /// Starts an attempt that is committed as `SENT`: one call.
    StartResult start(Attempt attempt) {
        long began = System.nanoTime();
        try (var _ = Trace.of(attempt.payOrderNo(), attempt.flowNo())) {
            StartResult result = Place.leftFor(() -> called(attempt));
            meters.started(attempt.channelCode(), attempt.payMethod(), result, began);
            Trace.ROAD.info(
                    "{} at {}: {}",
                    attempt.payMethod(),
                    attempt.channelCode(),
                    PaymentMeters.word(result));
            return result;
        }
    }

    private StartResult called(Attempt attempt) {
        try {
            ChannelAccount account = account(attempt.channelCode());
            return handler(attempt.payMethod())
                    .start(
                            account,
                            new StartOrder(
                                    attempt.channelRequestNo(),
                                    attempt.amount(),
                                    attempt.subject(),
                                    attempt.body(),
                                    attempt.createdAt(),
                                    attempt.expiresAt(),
                                    addresses.callback(account, PaymentHandler.PAYMENT),
                                    addresses.comeBack(account, attempt.cashierToken()),
                                    attempt.payer().payerId(),
                                    attempt.payer().clientIp()));
        } catch (BrokenAccount e) {
            LOG.error("flow {} is not sent: {}", attempt.flowNo(), e.getMessage());
            return new StartResult.NotSent(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("flow {}: the start broke off", attempt.flowNo(), e);
            return new StartResult.Unknown(UnknownWhy.LOST, "broke off: " + e);
        }
    }

    /// Asks about a flow; one that is being closed is asked, closed and asked again.
    Asked ask(PaymentFlow flow) {
        try (var _ = Trace.of(flow.facts.payOrderNo(), flow.facts.flowNo())) {
            return Place.leftFor(() -> asked(flow));
        }
    }

    private Asked asked(PaymentFlow flow) {
        PaymentHandler handler = handler(flow.facts.payMethod());
        boolean closable = handler instanceof Closes;
        boolean closed = false;
        QueryResult result;
        try {
            ChannelAccount account = account(flow.facts.channelCode());
            result = handler.query(account, flow.ref());
            if (flow.stage() == FlowStage.CLOSING
                    && handler instanceof Closes closes
                    && mayStillBePaid(result)) {
                CloseResult close = closes.close(account, flow.ref());
                closed = close instanceof CloseResult.Closed;
                if (closed || close instanceof CloseResult.MustAsk) {
                    result = handler.query(account, flow.ref());
                }
            }
        } catch (BrokenAccount e) {
            LOG.error("flow {} cannot be asked about: {}", flow.facts.flowNo(), e.getMessage());
            result = new QueryResult.Unknown(UnknownWhy.NOT_SENT, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("flow {}: the question broke off", flow.facts.flowNo(), e);
            result = new QueryResult.Unknown(UnknownWhy.LOST, "broke off: " + e);
        }
        return new Asked(flow.facts.flowNo(), result, closed, closable, handler.askPlan());
    }

    private static boolean mayStillBePaid(QueryResult result) {
        return switch (result) {
            case QueryResult.Waiting _, QueryResult.NoSuchOrder _ -> true;
            case QueryResult.Paid _, QueryResult.Closed _, QueryResult.Unknown _ -> false;
        };
    }

    private PaymentHandler handler(String payMethod) {
        return channels.handler(payMethod)
                .orElseThrow(
                        () -> new IllegalStateException("no channel speaks " + payMethod + " now"));
    }

    private ChannelAccount account(String channelCode) {
        return accounts.find(channelCode)
                .orElseThrow(() -> new BrokenAccount(channelCode, "it is not configured"));
    }
}
