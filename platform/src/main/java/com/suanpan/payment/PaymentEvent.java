package com.suanpan.payment;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.StartResult;
import com.suanpan.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that happens to a payment order; each is decided on once, inside a batch.
sealed interface PaymentEvent {

    /// A merchant calls `pay`. The numbers are fresh, for the case that they are needed.
    record Placed(
            PayCommand command,
            Money fee,
            Target target,
            String payOrderNo,
            String flowNo,
            String cashierToken)
            implements PaymentEvent {}

    /// A payer chooses a method on our page.
    record Chosen(String payOrderNo, Target.Channel target, PayerFacts payer, String flowNo)
            implements PaymentEvent {

        /// Whether that attempt is by the same method and nobody else's: what was handed out to one
        /// payer by name serves no other.
        boolean isFor(FlowFacts attempt) {
            return attempt.payMethod().equals(target.payMethod())
                    && (payer.payerId() == null || payer.payerId().equals(attempt.payerId()));
        }
    }

    /// A channel answered a start. `repeated` says that this was not the number's first sending; `rest`
    /// are the candidates left; `nextFlowNo` is fresh.
    record Answered(
            String payOrderNo,
            String flowNo,
            boolean repeated,
            StartResult result,
            @Nullable String credentialJson,
            AskPlan plan,
            List<Target.Candidate> rest,
            String nextFlowNo)
            implements PaymentEvent {

        public Answered {
            rest = List.copyOf(rest);
        }
    }

    /// A channel answered a question about a flow. `closed` says that the channel confirmed our close
    /// before it was asked; `closable` that it can close at all.
    record Asked(String flowNo, QueryResult result, boolean closed, boolean closable, AskPlan plan)
            implements PaymentEvent {}

    /// A channel told us by a verified callback to this account.
    record Told(String channelCode, String flowNo, QueryResult result) implements PaymentEvent {}

    /// A payer's browser came back to us from this account. `cashierToken` must be the order's; it is
    /// null where the provider's signature says whose return it is.
    record Returned(String channelCode, String flowNo, @Nullable String cashierToken)
            implements PaymentEvent {

        boolean isOf(OrderFacts order) {
            return cashierToken == null || cashierToken.equals(order.cashierToken());
        }
    }

    /// The merchant or an operator asks to close it.
    record CloseWanted(String payOrderNo) implements PaymentEvent {}

    /// Its time may be over.
    record Due(String payOrderNo) implements PaymentEvent {}
}
