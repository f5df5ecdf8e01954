package com.suanpan.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.FakePay;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.Scene;
import com.suanpan.payment.PayWay;
import com.suanpan.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which ways to pay fit which device.
class OfferTest {

    private static final Device APP = new Device.InApp("FAKE");
    private static final Device OTHER_APP = new Device.InApp("OTHER");
    private static final Device PHONE = new Device.Phone();
    private static final Device DESK = new Device.Desktop();
    private static final PayWay IN_APP = way(new FakeInApp(), "app-1");

    private static PayWay way(PaymentHandler handler, String channelCode) {
        return new PayWay(
                handler,
                List.of(
                        new ChannelAccount(
                                channelCode,
                                "a fake",
                                "FAKE",
                                1,
                                Map.of("key", new Secret("k")),
                                true,
                                100,
                                null,
                                Set.of())));
    }

    private static PayWay way(Scene scene) {
        return way(new FakePay(scene), "fake-1");
    }

    private static List<String> fitting(Device device, Set<String> withApps, PayWay... ways) {
        return Offer.fitting(List.of(ways), device, withApps).stream()
                .map(offer -> offer.how() + " " + offer.way().handler().method().scene())
                .toList();
    }

    private static final PayWay[] ALL =
            Stream.concat(
                            Stream.of(Scene.values())
                                    .filter(s -> s != Scene.IN_APP_PAGE)
                                    .map(OfferTest::way),
                            Stream.of(IN_APP))
                    .toArray(PayWay[]::new);

    @Test
    void each_device_is_offered_what_works_on_it() {
        assertThat(fitting(DESK, Set.of("FAKE"), ALL))
                .containsExactly("SCAN SHOWN_CODE", "DESKTOP_PAGE DESKTOP_PAGE");
        assertThat(fitting(PHONE, Set.of("FAKE"), ALL)).containsExactly("PHONE_PAGE PHONE_PAGE");
        assertThat(fitting(APP, Set.of("FAKE"), ALL)).containsExactly("IN_APP IN_APP_PAGE");
    }

    @Test
    void a_phone_takes_what_there_is_where_nothing_is_made_for_it() {
        assertThat(fitting(PHONE, Set.of(), way(Scene.SHOWN_CODE), way(Scene.DESKTOP_PAGE)))
                .containsExactly("WEB_PAGE DESKTOP_PAGE");
        assertThat(fitting(PHONE, Set.of(), way(Scene.SHOWN_CODE), way(Scene.APP)))
                .containsExactly("SCAN_ELSEWHERE SHOWN_CODE");
        assertThat(fitting(PHONE, Set.of(), way(Scene.APP), way(Scene.MINI_PROGRAM))).isEmpty();
    }

    @Test
    void an_app_opens_no_other_apps_pages_but_those_of_who_has_none() {
        assertThat(fitting(OTHER_APP, Set.of("FAKE", "OTHER"), ALL)).isEmpty();
        assertThat(fitting(OTHER_APP, Set.of("OTHER"), way(Scene.DESKTOP_PAGE)))
                .containsExactly("WEB_PAGE DESKTOP_PAGE");
    }

    @Test
    void inside_an_app_an_account_that_cannot_tell_payers_offers_nothing() {
        assertThat(fitting(APP, Set.of("FAKE"), way(new FakeInApp(), "plain-1"))).isEmpty();
        assertThat(fitting(APP, Set.of("FAKE"), way(Scene.MINI_PROGRAM), way(Scene.PHONE_PAGE)))
                .isEmpty();
    }
}
