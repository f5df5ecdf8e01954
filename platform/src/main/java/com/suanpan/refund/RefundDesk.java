package com.suanpan.refund;

import com.suanpan.channel.RefundResult;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.Payments;
import com.suanpan.payment.Status;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import com.suanpan.refund.RefundEvent.Due;
import com.suanpan.refund.RefundEvent.Requested;
import com.suanpan.refund.RefundEvent.Told;
import com.suanpan.refund.RefundOutcome.Check;
import com.suanpan.refund.RefundOutcome.NotOurs;
import com.suanpan.refund.RefundOutcome.Refused;
import com.suanpan.refund.RefundOutcome.Send;
import com.suanpan.refund.RefundOutcome.Stands;
import com.suanpan.store.OutcomeUnknown;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Refunds (退款): takes wishes, carries them through their channels, and learns what became of them.
/// Each call to a channel lies between two commits, and any server may go on after any of them.
@Component
public class RefundDesk {

    private final RefundBatches batches;
    private final RefundRows refunds;
    private final RefundCalls calls;
    private final Payments payments;
    private final BusinessNumbers numbers;
    private final Lanes lanes;

    RefundDesk(
            RefundBatches batches,
            RefundRows refunds,
            RefundCalls calls,
            Payments payments,
            BusinessNumbers numbers,
            Lanes lanes) {
        this.batches = batches;
        this.refunds = refunds;
        this.calls = calls;
        this.payments = payments;
        this.numbers = numbers;
        this.lanes = lanes;
    }

    /// Reserves and holds, asks the channel, calls it. The same number again answers what the first
    /// call did; throws `Refusal`.
    RefundView request(
            RefundCommand command, @Nullable String orderNo, @Nullable String payOrderNo) {
        String merchantId = command.merchant().merchantId();
        OrderView order =
                payments.find(merchantId, orderNo, payOrderNo)
                        .orElseThrow(() -> new Refusal(Problem.ORDER_NOT_FOUND));
        if (order.status() == Status.FAILED) {
            throw new Refusal(Problem.ORDER_CLOSED);
        }
        int lane = lanes.ofMerchant(merchantId);
        Requested requested =
                new Requested(
                        command,
                        order.payOrderNo(),
                        numbers.next(merchantId),
                        calls.canRefund(order.payMethod()));
        RefundOutcome first = batches.submit(lane, requested);
        try {
            return carriedOn(lane, first);
        } catch (Refusal busy) {
            if (first instanceof Refused) {
                throw busy;
            }
            // The refund is reserved and perhaps sent: "nothing was written" would be a lie.
            throw new OutcomeUnknown(busy);
        }
    }

    /// A refund of this merchant by its number; calls no channel.
    Optional<RefundView> find(String merchantId, String refundNo) {
        return refunds.find(lanes.ofMerchant(merchantId), new RefundBench.Key(merchantId, refundNo))
                .map(RefundView::of);
    }

    /// What a verified callback of this account says about a refund. Returns once it is committed;
    /// false if the refund is none of this account's.
    public boolean told(String channelCode, String refundFlowNo, RefundResult state) {
        int lane = lanes.ofNumber(refundFlowNo);
        Refund known = lane < 0 ? null : refunds.find(lane, refundFlowNo).orElse(null);
        if (known == null) {
            return false;
        }
        Told told = new Told(known.facts.payOrderNo(), channelCode, refundFlowNo, state);
        return switch (batches.submit(lane, told)) {
            case Stands _ -> true;
            case NotOurs _ -> false;
            case Check _, Send _, Refused _ ->
                    throw new IllegalStateException("no outcome of a callback");
        };
    }

    /// Goes on with a refund where it stands, as whoever took it from the table; throws `Refusal` where
    /// there is no room now.
    void goOn(int lane, RefundWork work) {
        RefundOutcome next =
                switch (work.stage()) {
                    case RESERVED -> batches.submit(lane, calls.check(work));
                    case SENT, STUCK -> batches.submit(lane, calls.ask(work));
                    case WAITING_FUNDS ->
                            batches.submit(lane, new Due(work.payOrderNo(), work.refundFlowNo()));
                    case DONE, REFUSED ->
                            throw new IllegalStateException(work.refundFlowNo() + " is final");
                };
        carriedOn(lane, next);
    }

    private RefundView carriedOn(int lane, RefundOutcome first) {
        RefundOutcome outcome = first;
        while (true) {
            switch (outcome) {
                case Check(var work) -> outcome = batches.submit(lane, calls.check(work));
                case Send(var work) -> outcome = batches.submit(lane, calls.send(work));
                case Stands(var refund) -> {
                    return refund;
                }
                case Refused(var refusal) -> throw refusal;
                case NotOurs(var why) -> throw new IllegalStateException(why);
            }
        }
    }
}
