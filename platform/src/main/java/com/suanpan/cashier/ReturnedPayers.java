package com.suanpan.cashier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.PayerResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends payers through the provider's page and knows them when they come back with a code. `state` is
/// a digest over a secret that only this browser holds (a cookie), the order's page, the method and the
/// account, so that a code counts only in the browser, and for the order, that asked for it. Nothing of
/// it is kept on the server: any server may meet the browser again.
@Component
final class ReturnedPayers {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnedPayers.class);
    private static final Duration CODES_LIVE = Duration.ofMinutes(10);
    private static final int REMEMBERED = 50_000;
    private static final int SECRET_BYTES = 16;

    private final WayBack wayBack;
    private final PageCookies cookies;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Boolean> codesUsed =
            Caffeine.newBuilder().expireAfterWrite(CODES_LIVE).maximumSize(REMEMBERED).build();

    ReturnedPayers(WayBack wayBack, PageCookies cookies) {
        this.wayBack = wayBack;
        this.cookies = cookies;
    }

    /// The provider's page that sends this browser back to `comeBack`.
    URI begin(OrderView order, Offer offer, PayerRoad road, HttpServletResponse response) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        String channelCode = road.account().channelCode();
        cookies.set(response, PageCookies.PAYER, order, secret, CODES_LIVE);
        return road.by()
                .authorize(
                        road.account(),
                        comeBack(order, offer.payMethod(), channelCode),
                        state(secret, order, offer.payMethod(), channelCode));
    }

    private URI comeBack(OrderView order, String payMethod, String channelCode) {
        return URI.create(wayBack.toCashier(order) + "/payer/" + payMethod + "/" + channelCode);
    }

    /// Whether this browser was sent by us, for this order and through this account, and has not been
    /// back yet; it forgets its secret.
    boolean isExpected(
            OrderView order,
            String payMethod,
            String channelCode,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<String> secret = cookies.get(request, PageCookies.PAYER);
        String brought = request.getParameter("state");
        if (secret.isEmpty() || brought == null) {
            return false;
        }
        cookies.forget(response, PageCookies.PAYER, order);
        return MessageDigest.isEqual(
                state(secret.get(), order, payMethod, channelCode).getBytes(StandardCharsets.UTF_8),
                brought.getBytes(StandardCharsets.UTF_8));
    }

    /// Whose code it is; a code that was brought here before is not asked about again.
    PayerResult known(OrderView order, PayerRoad road, HttpServletRequest request) {
        String code = request.getParameter(road.by().codeName());
        if (code == null || code.isBlank() || code.length() > 1_000) {
            return new PayerResult.Refused("NO_CODE", "the payer did not agree");
        }
        if (codesUsed.asMap().putIfAbsent(digest(code), Boolean.TRUE) != null) {
            return new PayerResult.Refused("CODE_USED", "brought before");
        }
        try {
            return road.by().identify(road.account(), order.payOrderNo(), code);
        } catch (BrokenAccount e) {
            LOG.error("a payer cannot be told: {}", e.getMessage());
            return new PayerResult.Unknown(UnknownWhy.NOT_SENT, String.valueOf(e.getMessage()));
        }
    }

    /// 64 hexadecimal digits, for providers take letters and digits.
    private static String state(
            String secret, OrderView order, String payMethod, String channelCode) {
        return digest(String.join("\n", secret, order.cashierToken(), payMethod, channelCode));
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
