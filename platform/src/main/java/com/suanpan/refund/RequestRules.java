package com.suanpan.refund;

import com.suanpan.ledger.AccountRef;
import com.suanpan.ledger.Hold;
import com.suanpan.ledger.Leg;
import com.suanpan.ledger.PostingKind;
import com.suanpan.money.Money;
import com.suanpan.payment.PaidOrder;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import com.suanpan.refund.RefundEvent.Requested;
import com.suanpan.refund.RefundOutcome.Check;
import com.suanpan.refund.RefundOutcome.Refused;
import com.suanpan.refund.RefundOutcome.Stands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a merchant's wish to give money back does. Pure: it changes what is on the bench, nothing else.
/// A refused wish changes nothing and uses no number up.
final class RequestRules {

    private RequestRules() {}

    static RefundOutcome requested(RefundBench bench, Requested event, Instant now) {
        RefundCommand command = event.command();
        Refund before = bench.byRefundNo(command.merchant().merchantId(), command.refundNo());
        if (before != null) {
            return before.facts.fingerprint().equals(command.fingerprint())
                    ? new Stands(RefundView.of(before))
                    : new Refused(
                            new Refusal(
                                    Problem.ORDER_CONFLICT,
                                    "refund_no",
                                    Problem.ORDER_CONFLICT.title()));
        }
        try {
            return new Check(accepted(bench, event, now));
        } catch (Refusal refusal) {
            return new Refused(refusal);
        }
    }

    private static RefundWork accepted(RefundBench bench, Requested event, Instant now) {
        RefundCommand command = event.command();
        PaidOrder order = bench.order(event.payOrderNo());
        if (order == null) {
            throw new Refusal(Problem.ORDER_NOT_PAID);
        }
        if (!event.refundable()) {
            throw new Refusal(Problem.REFUND_UNSUPPORTED);
        }
        Money amount = command.amount();
        if (command.type() == RefundType.FULL && !amount.equals(order.paid())) {
            throw Refusal.param("amount", "a FULL refund is of " + order.paid().text());
        }
        if (amount.isMoreThan(order.left())) {
            throw new Refusal(Problem.REFUND_OVER_PAID, "amount", "left: " + order.left().text());
        }
        Money fee = fee(bench, order, amount);
        List<Leg> legs = legs(bench, order, amount, fee);
        Refund refund = Refund.reserved(facts(event, order, fee, now), now.plus(RefundRules.WORK));
        bench.put(order.reserved(amount));
        bench.operations.add(Hold.of(PostingKind.REFUND, event.refundFlowNo(), legs));
        bench.add(refund);
        return RefundWork.of(order, refund);
    }

    /// The fee's share goes back with the refund: what falls to all refunds of the order that were not
    /// refused, this one among them, less what fell to them before. So the parts sum to the whole.
    private static Money fee(RefundBench bench, PaidOrder order, Money amount) {
        Money before = Money.zero(amount.currency());
        for (Refund other : bench.refundsOf(order.payOrderNo())) {
            if (other.stage() != RefundStage.REFUSED) {
                before = before.plus(other.facts.fee());
            }
        }
        Money all = order.refunding().plus(order.refunded()).plus(amount);
        Money due = order.fee().shareOf(all, order.paid());
        Money share = due.isMoreThan(before) ? due.minus(before) : Money.zero(amount.currency());
        return share.isMoreThan(amount) ? amount : share;
    }

    /// The merchant gives what the fee does not; the channel owes us so much less.
    private static List<Leg> legs(RefundBench bench, PaidOrder order, Money amount, Money fee) {
        List<Leg> legs = new ArrayList<>();
        Money rest = amount.minus(fee);
        if (!rest.isZero()) {
            legs.addAll(bench.purse.take(order.merchantId(), rest));
        }
        if (!fee.isZero()) {
            legs.add(Leg.debit(AccountRef.feeIncome(fee.currency()), fee));
        }
        legs.add(
                Leg.credit(
                        AccountRef.channelReceivable(order.channelCode(), amount.currency()),
                        amount));
        return legs;
    }

    private static RefundFacts facts(Requested event, PaidOrder order, Money fee, Instant now) {
        RefundCommand command = event.command();
        boolean whole = command.amount().equals(order.paid());
        return new RefundFacts(
                event.refundFlowNo(),
                command.refundNo(),
                order.merchantId(),
                order.payOrderNo(),
                order.orderNo(),
                order.flowNo(),
                order.channelCode(),
                order.payMethod(),
                order.paid(),
                command.amount(),
                fee,
                Objects.requireNonNullElse(
                        command.type(), whole ? RefundType.FULL : RefundType.PARTIAL),
                command.reason(),
                command.notifyUrl(),
                command.fingerprint(),
                now);
    }
}
