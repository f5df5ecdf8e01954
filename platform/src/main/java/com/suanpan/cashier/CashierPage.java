package com.suanpan.cashier;

import com.suanpan.channel.Credential;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.Scene;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.QrImage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the payer's page of one order shows.
///
/// @param qrCode the code of the attempt that stands, as a `data:` address
/// @param refreshSeconds after which the page loads itself again; null if there is nothing to wait for
/// @param back where the payer goes to be back at the merchant's, once nothing more is to be done here
record CashierPage(
        String token,
        String merchantName,
        String subject,
        String orderNo,
        String amount,
        Phase phase,
        String title,
        String how,
        @Nullable String qrCode,
        List<Choice> choices,
        @Nullable Long refreshSeconds,
        @Nullable URI back,
        String payBefore) {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(15);
    private static final Duration YOUNG = Duration.ofMinutes(5);
    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    /// One way to pay: the code of its method, its provider's name, where the payer stands.
    record Choice(String payMethod, String provider, String scene) {

        static Choice of(PaymentHandler handler, Language language) {
            return new Choice(
                    handler.method().code(),
                    language.of(handler.names().zh(), handler.names().en()),
                    language.of(
                            handler.method().scene().titleZh(), handler.method().scene().title()));
        }
    }

    static CashierPage of(
            OrderView order,
            String merchantName,
            List<PaymentHandler> choices,
            @Nullable URI back,
            Language language,
            Instant now) {
        Phase phase = Phase.of(order, now);
        String qrCode = phase == Phase.WAITING ? qrCode(order) : null;
        boolean waits = qrCode != null || (phase != Phase.WAITING && phase.mayChange());
        return new CashierPage(
                order.cashierToken(),
                merchantName,
                order.subject(),
                order.orderNo(),
                "¥ " + order.amount().text(),
                phase,
                phase.title().in(language),
                phase.how().in(language),
                qrCode,
                phase.mayChoose() ? choices(choices, qrCode != null, language) : List.of(),
                waits ? refreshSeconds(order, now) : null,
                phase.mayChange() ? null : back,
                CHINA_TIME.format(order.expiresAt()));
    }

    /// The ways to pay, without the one whose code is shown already.
    private static List<Choice> choices(
            List<PaymentHandler> handlers, boolean codeShown, Language language) {
        return handlers.stream()
                .filter(one -> !codeShown || one.method().scene() != Scene.SHOWN_CODE)
                .map(one -> Choice.of(one, language))
                .toList();
    }

    private static @Nullable String qrCode(OrderView order) {
        return order.handed()
                .map(handed ->
                        switch (handed) {
                            case Credential.Code(var content) -> QrImage.dataUri(content);
                            case Credential.Link _, Credential.Form _, Credential.Script _ -> null;
                        })
                .orElse(null);
    }

    /// A page left open long asks less often.
    private static long refreshSeconds(OrderView order, Instant now) {
        boolean young = order.createdAt().plus(YOUNG).isAfter(now);
        return (young ? SOON : LATER).toSeconds();
    }
}
