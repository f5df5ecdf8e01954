package com.suanpan.cashier;

import com.suanpan.channel.Credential;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.gateway.CallerAddress;
import com.suanpan.gateway.Strangers;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.Merchants;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.PayerFacts;
import com.suanpan.payment.Payments;
import com.suanpan.payment.WayBack;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// The payer's page: plain HTML without script. Its address is all that a payer needs to see and pay
/// the order, so it is never logged, cached, framed or sent on as a referrer.
@Controller
class CashierController {

    private static final Logger LOG = LoggerFactory.getLogger(CashierController.class);

    private final Payments payments;
    private final Merchants merchants;
    private final WayBack wayBack;
    private final Attempts attempts;
    private final Strangers strangers;
    private final CallerAddress callerAddress;
    private final Clock clock;
    private final String contentPolicy;

    CashierController(
            Payments payments,
            Merchants merchants,
            WayBack wayBack,
            Attempts attempts,
            Strangers strangers,
            CallerAddress callerAddress,
            Clock clock,
            @Value("${suanpan.public-url}") String publicUrl) {
        this.payments = payments;
        this.merchants = merchants;
        this.wayBack = wayBack;
        this.attempts = attempts;
        this.strangers = strangers;
        this.callerAddress = callerAddress;
        this.clock = clock;
        this.contentPolicy = contentPolicy(publicUrl);
    }

    /// Browsers hold a form's redirect to `form-action` too, and a provider's page may be anywhere.
    private static String contentPolicy(String publicUrl) {
        String providers = publicUrl.startsWith("https:") ? "https:" : "https: http:";
        return "default-src 'none'; img-src data:; style-src 'self'; form-action 'self' "
                + providers
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    @GetMapping("/cashier/{token}")
    ModelAndView look(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        if (!strangers.mayTry(callerAddress.of(request))) {
            return tooOften(request, response);
        }
        return payments.findByToken(token)
                .map(order -> page(order, null, HttpStatus.OK, request, response))
                .orElseGet(() -> unknown(request, response));
    }

    /// The payer's choice: opens an attempt, and leads to the provider's page or back to the code.
    @PostMapping("/cashier/{token}/{payMethod}")
    ModelAndView choose(
            @PathVariable String token,
            @PathVariable String payMethod,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!strangers.mayTry(callerAddress.of(request))) {
            return tooOften(request, response);
        }
        OrderView order = payments.findByToken(token).orElse(null);
        if (order == null) {
            return unknown(request, response);
        }
        try {
            return opened(chosen(order, payMethod, request), request, response);
        } catch (Refusal refusal) {
            HttpStatus status = HttpStatus.valueOf(refusal.problem().httpStatus());
            String notice = notice(refusal.problem(), status, Language.of(request));
            return page(order, notice, status, request, response);
        }
    }

    /// What went wrong behind us is nothing to a payer.
    private static String notice(Problem why, HttpStatus status, Language language) {
        return status.is5xxServerError()
                ? Word.NOT_OPENED.in(language)
                : language.of(why.titleZh(), why.title());
    }

    private OrderView chosen(OrderView order, String payMethod, HttpServletRequest request) {
        if (!Phase.of(order, clock.instant()).mayChoose()) {
            return order;
        }
        if (payments.choices(order).stream().noneMatch(c -> c.method().code().equals(payMethod))) {
            throw new Refusal(Problem.METHOD_UNSUPPORTED);
        }
        if (!attempts.take(order.payOrderNo())) {
            throw new Refusal(Problem.RATE_LIMITED);
        }
        String address = callerAddress.of(request).getHostAddress();
        return payments.choose(order, payMethod, new PayerFacts(null, null, address));
    }

    private ModelAndView opened(
            OrderView order, HttpServletRequest request, HttpServletResponse response) {
        if (!Phase.of(order, clock.instant()).mayChoose()) {
            return seeOther(ourPage(order, request), response);
        }
        Credential handed = order.handed().orElse(null);
        return switch (handed) {
            case Credential.Link(var address) -> seeOther(address.toASCIIString(), response);
            case Credential.Form(_, _, var link) -> seeOther(link.toASCIIString(), response);
            case Credential.Code _, Credential.Script _ ->
                    seeOther(ourPage(order, request), response);
            case null -> {
                String notice = Word.NOT_OPENED.in(Language.of(request));
                yield page(order, notice, HttpStatus.SERVICE_UNAVAILABLE, request, response);
            }
        };
    }

    /// Every other path and method under the page's: a token may be in it, so nobody else sees it.
    @RequestMapping("/cashier/**")
    ModelAndView unknown(HttpServletRequest request, HttpServletResponse response) {
        strangers.failed(callerAddress.of(request));
        return message(Word.UNKNOWN, Word.UNKNOWN_HOW, HttpStatus.NOT_FOUND, request, response);
    }

    /// Looking up a made-up token costs a transaction: who brought many is told no more for a while.
    private ModelAndView tooOften(HttpServletRequest request, HttpServletResponse response) {
        return message(
                Word.TOO_OFTEN,
                Word.TOO_OFTEN_HOW,
                HttpStatus.TOO_MANY_REQUESTS,
                request,
                response);
    }

    @ExceptionHandler
    ModelAndView broken(Exception bug, HttpServletRequest request, HttpServletResponse response) {
        LOG.error("a payer's page is broken", bug);
        return message(
                Word.BROKEN, Word.BROKEN_HOW, HttpStatus.INTERNAL_SERVER_ERROR, request, response);
    }

    private ModelAndView page(
            OrderView order,
            @Nullable String notice,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language language = Language.of(request);
        List<PaymentHandler> choices = payments.choices(order);
        String merchant = merchants.find(order.merchantId()).map(Merchant::merchantName).orElse("");
        URI back = wayBack.toMerchant(order).orElse(null);
        ModelAndView page = view("cashier/order", status, language, response);
        page.addObject(
                "page", CashierPage.of(order, merchant, choices, back, language, clock.instant()));
        page.addObject("notice", notice);
        return page;
    }

    private ModelAndView message(
            Word title,
            Word how,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language language = Language.of(request);
        return view("cashier/message", status, language, response)
                .addObject("title", title.in(language))
                .addObject("how", how.in(language));
    }

    private ModelAndView view(
            String name, HttpStatus status, Language language, HttpServletResponse response) {
        guard(response);
        ModelAndView view =
                new ModelAndView(
                        name,
                        Map.of(
                                "lang",
                                language.tag(),
                                "otherLang",
                                language.other().tag(),
                                "word",
                                language.words()));
        view.setStatus(status);
        return view;
    }

    private ModelAndView seeOther(String address, HttpServletResponse response) {
        guard(response);
        RedirectView redirect = new RedirectView(address);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExposeModelAttributes(false);
        redirect.setExpandUriTemplateVariables(false);
        View seen = redirect;
        return new ModelAndView(seen);
    }

    private static String ourPage(OrderView order, HttpServletRequest request) {
        return "/cashier/" + order.cashierToken() + "?lang=" + Language.of(request).tag();
    }

    private void guard(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", contentPolicy);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }
}
