package com.suanpan.cashier;

import com.suanpan.payment.OrderView;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// What our page remembers in a payer's browser: never told to scripts or to other sites' requests.
@Component
final class PageCookies {

    /// The secret of a browser that was sent away to be told; for one order's page.
    static final String PAYER = "payer";

    /// The attempt that this browser opened inside a provider's app; for one order's page.
    static final String ATTEMPT = "attempt";

    /// The language last asked for; for all orders' pages.
    static final String LANGUAGE = "lang";

    private static final Duration LANGUAGE_LIVES = Duration.ofDays(365);

    private final boolean secure;

    PageCookies(@Value("${suanpan.public-url}") String publicUrl) {
        this.secure = publicUrl.startsWith("https:");
    }

    Optional<String> get(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    void set(
            HttpServletResponse response,
            String name,
            OrderView order,
            String value,
            Duration lives) {
        add(response, name, value, "/cashier/" + order.cashierToken(), lives);
    }

    void forget(HttpServletResponse response, String name, OrderView order) {
        set(response, name, order, "", Duration.ZERO);
    }

    void remember(HttpServletResponse response, Language language) {
        add(response, LANGUAGE, language.tag(), "/cashier", LANGUAGE_LIVES);
    }

    private void add(
            HttpServletResponse response, String name, String value, String path, Duration lives) {
        ResponseCookie cookie =
                ResponseCookie.from(name, value)
                        .path(path)
                        .maxAge(lives)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
