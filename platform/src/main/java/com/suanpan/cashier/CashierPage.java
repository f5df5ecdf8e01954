package com.suanpan.cashier;

import com.suanpan.channel.Credential;
import com.suanpan.payment.OrderStage;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.QrImage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the payer's page of one order shows.
///
/// @param stage where the order stands, for the script to tell when it stands elsewhere
/// @param left until its time is over; null if that does not matter any more
/// @param code the code of the attempt that stands, for the payer to scan
/// @param script what the provider's app is handed to go on with the attempt that stands
/// @param handOver this page's own address as a code, for who would rather pay on a phone
/// @param refreshSeconds after which a page without script loads itself again; null if there is nothing
///     to wait for
/// @param back where the payer goes to be back at the merchant's, once nothing more is to be done here
record CashierPage(
        String token,
        String merchantName,
        String subject,
        String orderNo,
        String amount,
        Phase phase,
        OrderStage stage,
        String title,
        String how,
        @Nullable Left left,
        @Nullable Code code,
        @Nullable Script script,
        @Nullable String handOver,
        List<Choice> choices,
        @Nullable Long refreshSeconds,
        @Nullable URI back,
        String payBefore) {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(15);
    private static final Duration YOUNG = Duration.ofMinutes(5);

    /// One way to pay: the code of its method, its provider, how it works.
    record Choice(String payMethod, String provider, String providerName, String how, String icon) {

        static Choice of(Offer offer, Language language) {
            return new Choice(
                    offer.payMethod(),
                    offer.provider(),
                    offer.providerName(language),
                    offer.how().word().in(language),
                    offer.how().icon());
        }
    }

    /// A code to scan, as a `data:` address, and whose it is.
    record Code(String image, String providerName) {}

    /// @param provider whose app it is
    /// @param parameters JSON
    record Script(String provider, String providerName, String parameters, String flowNo) {}

    /// The seconds left, and the same to read.
    record Left(long seconds, String text) {

        static Left until(Instant end, Instant now) {
            long seconds = Math.max(0, Duration.between(now, end).toSeconds());
            return new Left(
                    seconds,
                    seconds < 3600
                            ? "%02d:%02d".formatted(seconds / 60, seconds % 60)
                            : "%d:%02d:%02d"
                                    .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60));
        }
    }

    /// Whether choosing is the next step, and not a second thought.
    public boolean asksFirst() {
        return phase == Phase.WAITING && code == null && script == null;
    }

    /// Whether nothing fits where the payer is.
    public boolean offersNothing() {
        return asksFirst() && choices.isEmpty();
    }

    /// Whether the payer is taken back without doing anything.
    public boolean goesBack() {
        return back != null && phase == Phase.PAID;
    }

    static CashierPage of(
            OrderView order, Shop shop, List<Offer> offers, Viewer viewer, Instant now) {
        Phase phase = Phase.of(order, now);
        Language language = viewer.language();
        Offer standing = phase == Phase.WAITING ? standing(order, offers, viewer) : null;
        Code code = standing == null ? null : code(order, standing, language);
        Script script = standing == null ? null : script(order, standing, language);
        boolean waits = code != null || (phase != Phase.WAITING && phase.mayChange());
        return new CashierPage(
                order.cashierToken(),
                shop.merchantName(),
                order.subject(),
                order.orderNo(),
                grouped(order.amount().text()),
                phase,
                order.stage(),
                phase.title().in(language),
                phase.how().in(language),
                phase.mayChoose() ? Left.until(order.expiresAt(), now) : null,
                code,
                script,
                viewer.isAtDesk() && phase == Phase.WAITING
                        ? QrImage.dataUri(shop.page().toString())
                        : null,
                phase.mayChoose() ? choices(offers, standing, language) : List.of(),
                waits ? refreshSeconds(order, now) : null,
                phase.mayChange() ? null : shop.back(),
                language.time(order.expiresAt()));
    }

    /// The offer whose attempt stands and is shown here: a code to everybody, what an app is handed to
    /// the browser that asked for it, an address to nobody, for it is opened by choosing it again.
    private static @Nullable Offer standing(OrderView order, List<Offer> offers, Viewer viewer) {
        String method = order.flowMethod();
        Offer offer = method == null ? null : Offer.of(offers, method).orElse(null);
        Credential handed = order.handed().orElse(null);
        return switch (handed) {
            case Credential.Code _ -> offer;
            case Credential.Script _ -> viewer.attempt().equals(order.flowNo()) ? offer : null;
            case Credential.Link _, Credential.Form _ -> null;
            case null -> null;
        };
    }

    private static @Nullable Code code(OrderView order, Offer offer, Language language) {
        return order.handed().orElseThrow() instanceof Credential.Code(var content)
                ? new Code(QrImage.dataUri(content), offer.providerName(language))
                : null;
    }

    private static @Nullable Script script(OrderView order, Offer offer, Language language) {
        return order.handed().orElseThrow() instanceof Credential.Script(var parameters)
                ? new Script(
                        offer.provider(),
                        offer.providerName(language),
                        parameters,
                        Optional.ofNullable(order.flowNo()).orElse(""))
                : null;
    }

    /// The ways to pay, without the one that is shown already.
    private static List<Choice> choices(
            List<Offer> offers, @Nullable Offer standing, Language language) {
        return offers.stream()
                .filter(offer -> !offer.equals(standing))
                .map(offer -> Choice.of(offer, language))
                .toList();
    }

    /// An amount in yuan with its thousands apart.
    private static String grouped(String amount) {
        return amount.replaceAll("(?<=[0-9])(?=([0-9]{3})+\\.)", ",");
    }

    /// A page left open long asks less often.
    private static long refreshSeconds(OrderView order, Instant now) {
        boolean young = order.createdAt().plus(YOUNG).isAfter(now);
        return (young ? SOON : LATER).toSeconds();
    }
}
