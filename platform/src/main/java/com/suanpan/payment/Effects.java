package com.suanpan.payment;

import com.suanpan.ledger.AccountRef;
import com.suanpan.ledger.Leg;
import com.suanpan.ledger.Posting;
import com.suanpan.ledger.PostingKind;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.outbound.Alert;
import com.suanpan.outbound.Foreign;
import java.util.ArrayList;
import java.util.List;

/// What decided events do beside changing their orders and flows: postings, stray money, orders that
/// became final, alerts. All are written in the same commit.
final class Effects {

    private final List<Posting> postings = new ArrayList<>();
    private final List<Stray> strays = new ArrayList<>();
    private final List<OrderView> finals = new ArrayList<>();
    private final List<Alert> alarms = new ArrayList<>();

    /// Money that belongs to no order (异常到账), one row a flow.
    record Stray(PaymentFlow flow, Money amount, String reason) {}

    List<Posting> postings() {
        return postings;
    }

    List<Stray> strays() {
        return strays;
    }

    List<OrderView> finals() {
        return finals;
    }

    List<Alert> alarms() {
        return alarms;
    }

    /// A payment succeeded: the channel owes us the whole, we owe the merchant what the fee leaves.
    void paid(OrderFacts order, PaymentFlow flow) {
        Money amount = flow.paid();
        Money rest = amount.minus(order.fee());
        Currency currency = amount.currency();
        List<Leg> legs = new ArrayList<>(3);
        legs.add(
                Leg.debit(
                        AccountRef.channelReceivable(flow.facts.channelCode(), currency), amount));
        if (!rest.isZero()) {
            legs.add(Leg.credit(merchantAccount(order, currency), rest));
        }
        if (!order.fee().isZero()) {
            legs.add(Leg.credit(AccountRef.feeIncome(currency), order.fee()));
        }
        postings.add(Posting.of(PostingKind.PAYMENT, flow.facts.flowNo(), legs));
    }

    /// Money came that is not the order's payment: it waits in suspense to be given back (M8).
    void stray(PaymentFlow flow, Money amount, String reason) {
        Currency currency = amount.currency();
        strays.add(new Stray(flow, amount, reason));
        postings.add(
                Posting.of(
                        PostingKind.STRAY,
                        flow.facts.flowNo(),
                        List.of(
                                Leg.debit(
                                        AccountRef.channelReceivable(
                                                flow.facts.channelCode(), currency),
                                        amount),
                                Leg.credit(AccountRef.suspense(currency), amount))));
        alarm(
                "STRAY_MONEY",
                flow.facts.flowNo(),
                amount + " came by flow " + flow.facts.flowNo() + ": " + reason);
    }

    void becameFinal(OrderView order) {
        finals.add(order);
    }

    void alarm(String kind, String subject, String text) {
        alarms.add(new Alert(kind, subject, Foreign.text(text)));
    }

    private static AccountRef merchantAccount(OrderFacts order, Currency currency) {
        return switch (order.settleMode()) {
            case D0 -> AccountRef.merchantAvailable(order.merchantId(), currency);
            case T1 -> AccountRef.merchantPending(order.merchantId(), currency);
        };
    }
}
