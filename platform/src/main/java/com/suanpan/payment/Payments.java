package com.suanpan.payment;

import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartResult;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.payment.PaymentEvent.Answered;
import com.suanpan.payment.PaymentEvent.Chosen;
import com.suanpan.payment.PaymentEvent.CloseWanted;
import com.suanpan.payment.PaymentEvent.Placed;
import com.suanpan.payment.PaymentEvent.Returned;
import com.suanpan.payment.PaymentEvent.Told;
import com.suanpan.payment.PaymentOutcome.Attempt;
import com.suanpan.payment.PaymentOutcome.Call;
import com.suanpan.payment.PaymentOutcome.ChannelRefused;
import com.suanpan.payment.PaymentOutcome.NotOurs;
import com.suanpan.payment.PaymentOutcome.Refused;
import com.suanpan.payment.PaymentOutcome.Stands;
import com.suanpan.payment.PaymentOutcome.UnderWay;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import com.suanpan.store.OutcomeUnknown;
import com.suanpan.store.Trace;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Payments (支付): takes them, asks about them, closes them, and learns what became of them.
@Component
public class Payments {

    private final PaymentBatches batches;
    private final PaymentReads reads;
    private final PaymentTargets targets;
    private final ChannelCalls calls;
    private final AskAboutFlows asking;
    private final BusinessNumbers numbers;
    private final Lanes lanes;
    private final AwaitFirstCall awaitFirst;

    Payments(
            PaymentBatches batches,
            PaymentReads reads,
            PaymentTargets targets,
            ChannelCalls calls,
            AskAboutFlows asking,
            BusinessNumbers numbers,
            Lanes lanes,
            AwaitFirstCall awaitFirst) {
        this.batches = batches;
        this.reads = reads;
        this.targets = targets;
        this.calls = calls;
        this.asking = asking;
        this.numbers = numbers;
        this.lanes = lanes;
        this.awaitFirst = awaitFirst;
    }

    /// Takes a payment: commits it, calls a channel, commits what came of it. The same number again
    /// answers what the first call did and moves nothing twice; throws `Refusal`.
    OrderView pay(PayCommand command) {
        String merchantId = command.merchant().merchantId();
        int lane = lanes.ofMerchant(merchantId);
        Target target = targets.of(command.payMethod(), command.amount(), command.payer());
        PaymentOutcome first =
                batches.submit(
                        lane,
                        new Placed(
                                command,
                                targets.fee(command.merchant(), command.amount()),
                                target,
                                numbers.next(merchantId),
                                numbers.next(merchantId),
                                CashierToken.make(merchantId)));
        return carriedOn(lane, merchantId, target, first);
    }

    /// The payer's choice on our page; throws `Refusal`. A payer's id that was learnt with an account
    /// means that account alone: `channelCode`, null for any.
    public OrderView choose(
            OrderView order, String payMethod, PayerFacts payer, @Nullable String channelCode) {
        int lane = lanes.ofNumber(order.payOrderNo());
        if (!(targets.of(payMethod, order.amount(), payer) instanceof Target.Channel any)) {
            throw new Refusal(Problem.METHOD_UNSUPPORTED);
        }
        Target.Channel target = channelCode == null ? any : any.at(channelCode);
        PaymentOutcome first =
                batches.submit(
                        lane,
                        new Chosen(
                                order.payOrderNo(),
                                target,
                                payer,
                                numbers.next(order.merchantId())));
        return carriedOn(lane, order.merchantId(), target, first);
    }

    /// Whether this word in `pay_method` lets the payer choose on our page.
    public boolean isPage(String payMethod) {
        return targets.isPage(payMethod);
    }

    /// The ways to pay this order that an account of ours can take now.
    public List<PayWay> ways(OrderView order) {
        return targets.ways(order);
    }

    /// Where these orders stand, by `pay_order_no`: one statement a lane.
    public Map<String, OrderStage> stages(Collection<String> payOrderNos) {
        return reads.stages(payOrderNos);
    }

    /// An order of this merchant by either number; calls no channel.
    public Optional<OrderView> find(
            String merchantId, @Nullable String orderNo, @Nullable String payOrderNo) {
        return reads.find(merchantId, orderNo, payOrderNo);
    }

    /// An order by our number, for operators.
    public Optional<OrderView> find(String payOrderNo) {
        return reads.find(payOrderNo);
    }

    /// The attempts of an order, oldest first.
    public List<String> flowNos(String payOrderNo) {
        return reads.flows(lanes.ofNumber(payOrderNo), payOrderNo).stream()
                .map(flow -> flow.facts.flowNo())
                .toList();
    }

    /// The order of a payer's page.
    public Optional<OrderView> findByToken(String cashierToken) {
        return reads.findByToken(cashierToken);
    }

    /// Closes an order: its attempts are asked about, closed and asked again. What the channels do
    /// not answer now is gone on with later; then the order is still `PROCESSING`.
    public OrderView close(String payOrderNo) {
        int lane = lanes.ofNumber(payOrderNo);
        if (lane < 0) {
            throw new Refusal(Problem.ORDER_NOT_FOUND);
        }
        return switch (batches.submit(lane, new CloseWanted(payOrderNo))) {
            case Stands(var order) ->
                    order.status() == Status.PROCESSING ? askedIfPossible(order) : order;
            case UnderWay(var order) -> order;
            case Refused(var refusal) -> throw refusal;
            case Call _, ChannelRefused _, NotOurs _ ->
                    throw new IllegalStateException("no outcome of a close");
        };
    }

    /// The wish to close is written; if there is no room for the answers, they are asked for later.
    private OrderView askedIfPossible(OrderView order) {
        try {
            return askNow(order.payOrderNo());
        } catch (Refusal busy) {
            return order;
        }
    }

    /// Asks the channels about every attempt of an order that is not final, at once.
    public OrderView askNow(String payOrderNo) {
        int lane = lanes.ofNumber(payOrderNo);
        if (lane < 0) {
            throw new Refusal(Problem.ORDER_NOT_FOUND);
        }
        for (PaymentFlow flow : reads.flows(lane, payOrderNo)) {
            if (flow.isProcessing()) {
                batches.submit(lane, calls.ask(flow));
            }
        }
        return reads.find(payOrderNo).orElseThrow(() -> new Refusal(Problem.ORDER_NOT_FOUND));
    }

    /// What a verified callback of this account says about a flow. Returns once it is committed;
    /// false if the flow is none of this account's.
    public boolean told(String channelCode, String flowNo, QueryResult state) {
        int lane = lanes.ofNumber(flowNo);
        return lane >= 0
                && isOurs(flowNo, batches.submit(lane, new Told(channelCode, flowNo, state)));
    }

    /// A payer's browser came back from this account: the order is `CONFIRMING`, and its channel is
    /// asked at once. Empty, and nothing changes, if the flow is none of this account's or the token is
    /// not its order's; a null token means that the provider signed the return.
    public Optional<OrderView> returned(
            String channelCode, String flowNo, @Nullable String cashierToken) {
        int lane = lanes.ofNumber(flowNo);
        if (lane < 0) {
            return Optional.empty();
        }
        return switch (batches.submit(lane, new Returned(channelCode, flowNo, cashierToken))) {
            case Stands(var order) -> {
                asking.soon(lane);
                yield Optional.of(order);
            }
            case NotOurs _ -> Optional.empty();
            case Call _, UnderWay _, ChannelRefused _, Refused _ ->
                    throw new IllegalStateException("no outcome of a return");
        };
    }

    private static boolean isOurs(String flowNo, PaymentOutcome outcome) {
        return switch (outcome) {
            case Stands(var order) -> {
                try (var _ = Trace.of(order.payOrderNo(), flowNo)) {
                    Trace.ROAD.info("called back: {}", order.stage());
                }
                yield true;
            }
            case NotOurs _ -> false;
            case Call _, UnderWay _, ChannelRefused _, Refused _ ->
                    throw new IllegalStateException("no outcome of a callback");
        };
    }

    /// Calls channels for as long as the decisions say so, each call between two commits.
    private OrderView carriedOn(int lane, String merchantId, Target target, PaymentOutcome first) {
        PaymentOutcome outcome = first;
        List<Target.Candidate> rest = targets.rest(target);
        while (true) {
            switch (outcome) {
                case Call(var attempt) -> {
                    if (attempt.replaces()) {
                        asking.soon(lane);
                    }
                    rest = targets.after(rest, attempt.channelCode());
                    outcome = called(lane, merchantId, attempt, rest);
                }
                case Stands(var order) -> {
                    return order;
                }
                case UnderWay(var order) -> {
                    return awaitFirst.of(lane, order);
                }
                case Refused(var refusal) -> throw refusal;
                case ChannelRefused _ -> throw new Refusal(Problem.CHANNEL_REFUSED);
                case NotOurs(var why) -> throw new IllegalStateException(why);
            }
        }
    }

    private PaymentOutcome called(
            int lane, String merchantId, Attempt attempt, List<Target.Candidate> rest) {
        StartResult result = calls.start(attempt);
        String credential =
                result instanceof StartResult.Started(var handed)
                        ? CredentialJson.write(handed)
                        : null;
        Answered answered =
                new Answered(
                        attempt.payOrderNo(),
                        attempt.flowNo(),
                        attempt.repeated(),
                        result,
                        credential,
                        calls.plan(attempt.payMethod()),
                        rest,
                        numbers.next(merchantId));
        try {
            return batches.submit(lane, answered);
        } catch (Refusal busy) {
            // The order stands and its channel was called: "nothing was written" would be a lie.
            throw new OutcomeUnknown(busy);
        }
    }
}
