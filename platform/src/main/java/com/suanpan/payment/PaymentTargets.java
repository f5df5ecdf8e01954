package com.suanpan.payment;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Channels;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.fee.Fees;
import com.suanpan.merchant.Merchant;
import com.suanpan.money.Money;
import com.suanpan.outbound.Outbound;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import com.suanpan.route.Candidates;
import com.suanpan.route.Routes;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/// Where a payment is to start, and at what price.
@Component
class PaymentTargets {

    /// The word in `pay_method` for our payer's page with every provider; a provider's own code is the
    /// word for the page with that one alone.
    private static final String CASHIER = "CASHIER";

    /// So many channel accounts are tried in one call at most.
    private static final int MOST = 3;

    private static final Duration COME_AGAIN = Duration.ofSeconds(2);

    private final Channels channels;
    private final Routes routes;
    private final Fees fees;
    private final Outbound outbound;

    PaymentTargets(Channels channels, Routes routes, Fees fees, Outbound outbound) {
        this.channels = channels;
        this.routes = routes;
        this.fees = fees;
        this.outbound = outbound;
    }

    Money fee(Merchant merchant, Money amount) {
        return fees.of(merchant, amount);
    }

    /// The target of a word in `pay_method`; throws where no channel speaks it, or where its scene
    /// lacks the payer's id.
    Target of(String payMethod, Money amount, PayerFacts payer) {
        if (isPage(payMethod)) {
            return new Target.Page();
        }
        PaymentHandler handler =
                channels.handler(payMethod)
                        .orElseThrow(() ->
                                new Refusal(
                                        Problem.METHOD_UNSUPPORTED,
                                        "pay_method",
                                        Problem.METHOD_UNSUPPORTED.title()));
        if (handler.method().scene().needsPayerId() && payer.payerId() == null) {
            throw Refusal.param("payer_id", payMethod + " needs the payer's id at the provider");
        }
        Candidates candidates = routes.candidates(handler.method(), amount);
        List<ChannelAccount> open =
                candidates.accounts().stream().filter(a -> hasPlace(a, handler)).toList();
        return new Target.Channel(
                payMethod,
                open.stream().limit(MOST).map(a -> candidate(a, handler)).toList(),
                open.isEmpty() ? none(candidates) : null,
                handler.startMayRepeat());
    }

    /// Whether this word in `pay_method` lets the payer choose on our page.
    boolean isPage(String payMethod) {
        return payMethod.equals(CASHIER) || !channels.handlersOf(payMethod).isEmpty();
    }

    /// Every way to pay this order for which an account of ours can take it: of all providers, of its
    /// provider, or its own method.
    List<PayWay> ways(OrderView order) {
        return handlers(order.payMethod()).stream()
                .map(h -> new PayWay(h, routes.candidates(h.method(), order.amount()).accounts()))
                .filter(way -> !way.accounts().isEmpty())
                .toList();
    }

    private List<PaymentHandler> handlers(String payMethod) {
        List<String> providers =
                payMethod.equals(CASHIER) ? channels.providers() : List.of(payMethod);
        List<PaymentHandler> all =
                providers.stream().flatMap(p -> channels.handlersOf(p).stream()).toList();
        return isPage(payMethod) ? all : channels.handler(payMethod).stream().toList();
    }

    /// All candidates of a target; none of a page.
    List<Target.Candidate> rest(Target target) {
        return switch (target) {
            case Target.Page _ -> List.of();
            case Target.Channel channel -> channel.candidates();
        };
    }

    /// The candidates that come after this one; all of them if it is none of them.
    List<Target.Candidate> after(List<Target.Candidate> candidates, String channelCode) {
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).channelCode().equals(channelCode)) {
                return candidates.subList(i + 1, candidates.size());
            }
        }
        return candidates;
    }

    /// An account whose line is full is left alone before anything is written.
    private boolean hasPlace(ChannelAccount account, PaymentHandler handler) {
        return !handler.startCalls() || !outbound.isFull(account.channelCode());
    }

    private static Target.Candidate candidate(ChannelAccount account, PaymentHandler handler) {
        return new Target.Candidate(
                account.provider(), account.channelCode(), handler.askPlan().shortestLife());
    }

    /// Why no account of these may be tried.
    private static Refusal none(Candidates candidates) {
        if (!candidates.accounts().isEmpty()) {
            return Refusal.until(
                    Problem.SYSTEM_BUSY,
                    COME_AGAIN,
                    "the channels are too busy; nothing was written");
        }
        boolean overLimit =
                candidates.leftOut().stream()
                        .anyMatch(l -> l.reason() == Candidates.Reason.OVER_SINGLE_LIMIT);
        return overLimit
                ? new Refusal(
                        Problem.AMOUNT_OVER_LIMIT, "amount", Problem.AMOUNT_OVER_LIMIT.title())
                : new Refusal(Problem.NO_CHANNEL);
    }
}
