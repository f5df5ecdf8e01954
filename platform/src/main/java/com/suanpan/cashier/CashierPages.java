package com.suanpan.cashier;

import com.suanpan.channel.Scene;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.Merchants;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.PayWay;
import com.suanpan.payment.Payments;
import com.suanpan.payment.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/// Makes the answers of the payer's page, each behind the same headers.
@Component
class CashierPages {

    private final Payments payments;
    private final Merchants merchants;
    private final WayBack wayBack;
    private final Devices devices;
    private final PageCookies cookies;
    private final Clock clock;
    private final String contentPolicy;

    CashierPages(
            Payments payments,
            Merchants merchants,
            WayBack wayBack,
            Devices devices,
            PageCookies cookies,
            Clock clock,
            @Value("${suanpan.public-url}") String publicUrl) {
        this.payments = payments;
        this.merchants = merchants;
        this.wayBack = wayBack;
        this.devices = devices;
        this.cookies = cookies;
        this.clock = clock;
        this.contentPolicy = contentPolicy(publicUrl);
    }

    /// Browsers hold a form's redirect to `form-action` too, and a provider's page may be anywhere.
    private static String contentPolicy(String publicUrl) {
        String providers = publicUrl.startsWith("https:") ? "https:" : "https: http:";
        return "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
                + " img-src data:; form-action 'self' "
                + providers
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    /// What `?lang=` says, then what it said before, then what the browser prefers.
    Language language(HttpServletRequest request) {
        return Language.of(request, cookies.get(request, PageCookies.LANGUAGE).orElse(null));
    }

    /// The ways to pay that fit the payer's device; a merchant that asked for one method gets that one,
    /// wherever a browser can carry it.
    List<Offer> offers(OrderView order, HttpServletRequest request) {
        Device device = devices.of(request);
        List<PayWay> ways = payments.ways(order);
        List<Offer> fitting = Offer.fitting(ways, device, devices.withApps());
        if (!fitting.isEmpty() || payments.isPage(order.payMethod())) {
            return fitting;
        }
        return ways.stream()
                .filter(way -> way.handler().method().scene().fitsPlainPage())
                .map(way ->
                        new Offer(
                                way,
                                way.handler().method().scene() == Scene.SHOWN_CODE
                                        ? How.SCAN
                                        : How.WEB_PAGE))
                .toList();
    }

    ModelAndView order(
            OrderView order,
            @Nullable String notice,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language language = language(request);
        String attempt = cookies.get(request, PageCookies.ATTEMPT).orElse("");
        Viewer viewer = new Viewer(devices.of(request), language, attempt);
        Shop shop =
                new Shop(
                        merchants.find(order.merchantId()).map(Merchant::merchantName).orElse(""),
                        wayBack.toCashier(order),
                        wayBack.toMerchant(order).orElse(null));
        CashierPage page =
                CashierPage.of(order, shop, offers(order, request), viewer, clock.instant());
        return view("cashier/order", status, language, request, response)
                .addObject("page", page)
                .addObject("viewer", viewer)
                .addObject("notice", notice);
    }

    ModelAndView message(
            Word title,
            Word how,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language language = language(request);
        return view("cashier/message", status, language, request, response)
                .addObject("title", title.in(language))
                .addObject("how", how.in(language));
    }

    ModelAndView seeOther(String address, HttpServletResponse response) {
        guard(response);
        RedirectView redirect = new RedirectView(address);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExposeModelAttributes(false);
        redirect.setExpandUriTemplateVariables(false);
        View seen = redirect;
        return new ModelAndView(seen);
    }

    String path(OrderView order, HttpServletRequest request) {
        return "/cashier/" + order.cashierToken() + "?lang=" + language(request).tag();
    }

    private ModelAndView view(
            String name,
            HttpStatus status,
            Language language,
            HttpServletRequest request,
            HttpServletResponse response) {
        guard(response);
        if (request.getParameter("lang") != null) {
            cookies.remember(response, language);
        }
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

    /// Some providers open their page only for a browser that comes from a host that they know, so the
    /// host, and never the token behind it, is told.
    private void guard(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", contentPolicy);
        response.setHeader("Referrer-Policy", "strict-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
    }
}
