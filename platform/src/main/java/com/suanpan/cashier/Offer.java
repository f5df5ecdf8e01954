package com.suanpan.cashier;

import com.suanpan.channel.Scene;
import com.suanpan.payment.PayWay;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A way to pay that fits the payer's device, and how it works there.
record Offer(PayWay way, How how) {

    String payMethod() {
        return way.payMethod();
    }

    String provider() {
        return way.handler().method().provider();
    }

    String providerName(Language language) {
        return language.of(way.handler().names().zh(), way.handler().names().en());
    }

    /// The ways that fit this device, best first.
    ///
    /// @param withApps providers with an app of their own: their pages do not open in another's app
    static List<Offer> fitting(List<PayWay> ways, Device device, Set<String> withApps) {
        return byProvider(ways).entrySet().stream()
                .flatMap(e -> of(e.getKey(), e.getValue(), device, withApps))
                .sorted(bestFirst(withApps))
                .toList();
    }

    /// What is nearest to the payer; then what the operator gives more weight; then what a payer is
    /// likely to have on the phone.
    private static Comparator<Offer> bestFirst(Set<String> withApps) {
        return Comparator.comparing(Offer::how)
                .thenComparing(
                        offer -> offer.way().accounts().getFirst().weight(),
                        Comparator.reverseOrder())
                .thenComparing(
                        offer -> withApps.contains(offer.provider()), Comparator.reverseOrder())
                .thenComparing(Offer::payMethod);
    }

    private static Stream<Offer> of(
            String provider, List<PayWay> ways, Device device, Set<String> withApps) {
        return switch (device) {
            case Device.InApp(var app) when app.equals(provider) ->
                    in(ways, Scene.IN_APP_PAGE, How.IN_APP)
                            .filter(offer -> PayerRoad.of(offer.way()).isPresent());
            case Device.InApp _ -> withApps.contains(provider) ? Stream.empty() : onPhone(ways);
            case Device.Phone _ -> onPhone(ways);
            case Device.Desktop _ ->
                    Stream.concat(
                            in(ways, Scene.SHOWN_CODE, How.SCAN),
                            in(ways, Scene.DESKTOP_PAGE, How.DESKTOP_PAGE));
        };
    }

    /// A phone's own page; without one, any page; without any, a code that another phone scans.
    private static Stream<Offer> onPhone(List<PayWay> ways) {
        return Stream.<List<Offer>>of(
                        in(ways, Scene.PHONE_PAGE, How.PHONE_PAGE).toList(),
                        in(ways, Scene.DESKTOP_PAGE, How.WEB_PAGE).toList(),
                        in(ways, Scene.SHOWN_CODE, How.SCAN_ELSEWHERE).toList())
                .filter(offers -> !offers.isEmpty())
                .findFirst()
                .stream()
                .flatMap(List::stream);
    }

    private static Stream<Offer> in(List<PayWay> ways, Scene scene, How how) {
        return ways.stream()
                .filter(way -> way.handler().method().scene() == scene)
                .map(way -> new Offer(way, how));
    }

    private static Map<String, List<PayWay>> byProvider(List<PayWay> ways) {
        return ways.stream()
                .collect(
                        Collectors.groupingBy(
                                way -> way.handler().method().provider(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    /// The offer of this method, if it is one.
    static Optional<Offer> of(List<Offer> offers, String payMethod) {
        return offers.stream().filter(o -> o.payMethod().equals(payMethod)).findFirst();
    }
}
