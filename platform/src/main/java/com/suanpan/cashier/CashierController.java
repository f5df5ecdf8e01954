package com.suanpan.cashier;

import com.suanpan.channel.Credential;
import com.suanpan.channel.PayerResult;
import com.suanpan.gateway.CallerAddress;
import com.suanpan.gateway.Strangers;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.PayerFacts;
import com.suanpan.payment.Payments;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// The payer's page: `/cashier/{token}` shows the order, a `POST` to `/cashier/{token}/{payMethod}`
/// chooses. Inside a provider's app the choice leads through the provider's own page, which comes back
/// to `/cashier/{token}/payer/{payMethod}/{channelCode}` with a code and our `state`; the host of these
/// addresses is what is registered with the provider. `StageController` tells an open page of changes.
///
/// The page's address is all that a payer needs to see and pay the order, so it is never logged, cached
/// or framed, and of it other sites learn the host alone.
@Controller
class CashierController {

    private static final Logger LOG = LoggerFactory.getLogger(CashierController.class);
    private static final Duration ATTEMPT_LIVES = Duration.ofHours(1);

    private final Payments payments;
    private final CashierPages pages;
    private final ReturnedPayers payers;
    private final PageCookies cookies;
    private final Attempts attempts;
    private final Strangers strangers;
    private final CallerAddress callerAddress;
    private final Clock clock;

    CashierController(
            Payments payments,
            CashierPages pages,
            ReturnedPayers payers,
            PageCookies cookies,
            Attempts attempts,
            Strangers strangers,
            CallerAddress callerAddress,
            Clock clock) {
        this.payments = payments;
        this.pages = pages;
        this.payers = payers;
        this.cookies = cookies;
        this.attempts = attempts;
        this.strangers = strangers;
        this.callerAddress = callerAddress;
        this.clock = clock;
    }

    @GetMapping("/cashier/{token}")
    ModelAndView look(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return ofOrder(token, request, response, (order, exchange) -> exchange.page(order, null));
    }

    /// The payer's choice: opens an attempt, and leads to the provider's page or back to the code.
    @PostMapping("/cashier/{token}/{payMethod}")
    ModelAndView choose(
            @PathVariable String token,
            @PathVariable String payMethod,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ofOrder(
                token, request, response, (order, exchange) -> chosen(order, payMethod, exchange));
    }

    /// The payer's browser is back from the provider's page that tells us who they are.
    @GetMapping("/cashier/{token}/payer/{payMethod}/{channelCode}")
    ModelAndView comesBack(
            @PathVariable String token,
            @PathVariable String payMethod,
            @PathVariable String channelCode,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ofOrder(
                token,
                request,
                response,
                (order, exchange) -> known(order, payMethod, channelCode, exchange));
    }

    /// Every other path and method under the page's: a token may be in it, so nobody else sees it.
    @RequestMapping("/cashier/**")
    ModelAndView unknown(HttpServletRequest request, HttpServletResponse response) {
        strangers.failed(callerAddress.of(request));
        return new Exchange(request, response)
                .message(Word.UNKNOWN, Word.UNKNOWN_HOW, HttpStatus.NOT_FOUND);
    }

    @ExceptionHandler
    ModelAndView broken(Exception bug, HttpServletRequest request, HttpServletResponse response) {
        LOG.error("a payer's page is broken", bug);
        return new Exchange(request, response)
                .message(Word.BROKEN, Word.BROKEN_HOW, HttpStatus.INTERNAL_SERVER_ERROR);
    }

    /// Looking up a made-up token costs a transaction: who brought many is told no more for a while.
    private ModelAndView ofOrder(
            String token,
            HttpServletRequest request,
            HttpServletResponse response,
            BiFunction<OrderView, Exchange, ModelAndView> answer) {
        Exchange exchange = new Exchange(request, response);
        if (!strangers.mayTry(callerAddress.of(request))) {
            return exchange.message(
                    Word.TOO_OFTEN, Word.TOO_OFTEN_HOW, HttpStatus.TOO_MANY_REQUESTS);
        }
        return payments.findByToken(token)
                .map(order -> answer.apply(order, exchange))
                .orElseGet(() -> unknown(request, response));
    }

    private ModelAndView chosen(OrderView order, String payMethod, Exchange exchange) {
        if (!mayChoose(order)) {
            return exchange.ourPage(order);
        }
        try {
            Offer offer = offer(order, payMethod, exchange);
            if (!attempts.take(order.payOrderNo())) {
                throw new Refusal(Problem.RATE_LIMITED);
            }
            Optional<PayerRoad> road = PayerRoad.of(offer.way());
            return road.isPresent()
                    ? exchange.elsewhere(
                            payers.begin(order, offer, road.get(), exchange.response).toString())
                    : opened(
                            payments.choose(order, payMethod, facts(null, exchange), null),
                            exchange);
        } catch (Refusal refusal) {
            return exchange.refused(order, refusal);
        }
    }

    private ModelAndView known(
            OrderView order, String payMethod, String channelCode, Exchange exchange) {
        if (!payers.isExpected(
                order, payMethod, channelCode, exchange.request, exchange.response)) {
            strangers.failed(callerAddress.of(exchange.request));
            return exchange.ourPage(order);
        }
        try {
            Optional<PayerRoad> road = PayerRoad.of(offer(order, payMethod, exchange).way());
            if (!mayChoose(order)
                    || road.filter(r -> r.account().channelCode().equals(channelCode)).isEmpty()) {
                return exchange.ourPage(order);
            }
            if (!attempts.take(order.payOrderNo())) {
                throw new Refusal(Problem.RATE_LIMITED);
            }
            return switch (payers.known(order, road.get(), exchange.request)) {
                case PayerResult.Known(var payerId) ->
                        begun(
                                payments.choose(
                                        order, payMethod, facts(payerId, exchange), channelCode),
                                exchange);
                case PayerResult.Refused(var code, var text) -> {
                    LOG.info("a payer is not told by {}: {} {}", channelCode, code, text);
                    yield exchange.page(order, Word.NOT_TOLD, HttpStatus.BAD_REQUEST);
                }
                case PayerResult.Unknown(var why, var detail) -> {
                    LOG.warn("a payer is not told by {}: {} {}", channelCode, why, detail);
                    yield exchange.page(order, Word.NOT_OPENED, HttpStatus.SERVICE_UNAVAILABLE);
                }
            };
        } catch (Refusal refusal) {
            return exchange.refused(order, refusal);
        }
    }

    private boolean mayChoose(OrderView order) {
        return Phase.of(order, clock.instant()).mayChoose();
    }

    private Offer offer(OrderView order, String payMethod, Exchange exchange) {
        return Offer.of(pages.offers(order, exchange.request), payMethod)
                .orElseThrow(() -> new Refusal(Problem.METHOD_UNSUPPORTED));
    }

    private PayerFacts facts(@Nullable String payerId, Exchange exchange) {
        return new PayerFacts(payerId, null, callerAddress.of(exchange.request).getHostAddress());
    }

    /// Only the browser that opened an attempt inside an app may go on with it.
    private ModelAndView begun(OrderView order, Exchange exchange) {
        String flowNo = order.flowNo();
        if (flowNo != null) {
            cookies.set(exchange.response, PageCookies.ATTEMPT, order, flowNo, ATTEMPT_LIVES);
        }
        return opened(order, exchange);
    }

    private ModelAndView opened(OrderView order, Exchange exchange) {
        if (!mayChoose(order)) {
            return exchange.ourPage(order);
        }
        return switch (order.handed().orElse(null)) {
            case Credential.Link(var address) -> exchange.elsewhere(address.toASCIIString());
            case Credential.Form(_, _, var link) -> exchange.elsewhere(link.toASCIIString());
            case Credential.Code _, Credential.Script _ -> exchange.ourPage(order);
            case null -> exchange.page(order, Word.NOT_OPENED, HttpStatus.SERVICE_UNAVAILABLE);
        };
    }

    /// A request and what it is answered with.
    private final class Exchange {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Exchange(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        ModelAndView page(OrderView order, @Nullable String notice) {
            return pages.order(order, notice, HttpStatus.OK, request, response);
        }

        ModelAndView page(OrderView order, Word notice, HttpStatus status) {
            String text = notice.in(pages.language(request));
            return pages.order(order, text, status, request, response);
        }

        /// What went wrong behind us is nothing to a payer.
        ModelAndView refused(OrderView order, Refusal refusal) {
            Problem why = refusal.problem();
            HttpStatus status = HttpStatus.valueOf(why.httpStatus());
            if (status.is5xxServerError()) {
                return page(order, Word.NOT_OPENED, status);
            }
            String text = pages.language(request).of(why.titleZh(), why.title());
            return pages.order(order, text, status, request, response);
        }

        ModelAndView message(Word title, Word how, HttpStatus status) {
            return pages.message(title, how, status, request, response);
        }

        ModelAndView ourPage(OrderView order) {
            return elsewhere(pages.path(order, request));
        }

        ModelAndView elsewhere(String address) {
            return pages.seeOther(address, response);
        }
    }
}
