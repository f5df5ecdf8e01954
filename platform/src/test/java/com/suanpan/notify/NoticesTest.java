package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.suanpan.outbound.Peer;
import com.suanpan.payment.OrderView;
import com.suanpan.store.TestDatabase;
import com.suanpan.store.Transactions.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final NoticeRoom room = new NoticeRoom(DATABASE);

    @AfterEach
    void stop() throws Exception {
        room.close();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @Test
    void m12_a_final_order_is_told_as_soon_as_it_is_committed() throws Exception {
        try (Peer peer = Peer.answering(204, "")) {
            OrderView order = room.becomesFinal(peer);

            await().until(() -> room.status(order).equals("DELIVERED"));

            assertThat(peer.requests())
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.body()).contains("\"stage\":\"PAID\"", "\"sign\":\"");
                        assertThat(r.header("webhook-id")).hasSize(26);
                    });
            assertThat(room.noticed).containsExactly(order.payOrderNo() + " SUCCEEDED");
            assertThat(room.tries())
                    .singleElement()
                    .satisfies(t -> assertThat(t).containsEntry("http_status", 204));
        }
    }

    @Test
    void m12_an_order_that_is_rolled_back_is_not_told() throws Exception {
        try (Peer peer = Peer.answering(200, "")) {
            OrderView order = room.order(peer.uri("/").toString());
            Ended<String> ended =
                    room.transactions.run(
                            room.lane,
                            () -> {
                                room.notices()
                                        .becameFinal(
                                                room.lane, List.of(order), room.clock.instant());
                                throw new IllegalStateException("the batch fails");
                            });

            assertThat(ended).isInstanceOf(Ended.RolledBack.class);
            assertThat(room.jdbc.sql("select count(*) from notice").query(Integer.class).single())
                    .isZero();
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void m12_a_crash_between_commit_and_delivery_loses_nothing() throws Exception {
        try (Peer peer = Peer.answering(200, "")) {
            room.stopDispatching();
            OrderView order = room.becomesFinal(peer);
            room.dispatchAgain();

            room.clock.tick(Duration.ofSeconds(29));
            room.sweep();
            assertThat(room.status(order)).isEqualTo("WAITING");
            assertThat(peer.requests()).isEmpty();

            room.clock.tick(Duration.ofSeconds(1));
            room.sweep();
            await().until(() -> room.status(order).equals("DELIVERED"));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_merchant_that_is_down_twice_is_told_the_third_time() throws Exception {
        try (Peer peer =
                new Peer((request, to) ->
                        to.write(Peer.response(request.number() < 3 ? 503 : 200, "")))) {
            OrderView order = room.becomesFinal(peer);
            await().until(() -> room.tries().size() == 1);
            room.sweep();
            assertThat(peer.requests()).hasSize(1);

            room.clock.tick(Duration.ofMillis(1_200));
            room.sweep();
            await().until(() -> room.tries().size() == 2);
            room.clock.tick(Duration.ofSeconds(4));
            room.sweep();
            assertThat(peer.requests()).hasSize(2);
            room.clock.tick(Duration.ofSeconds(2));
            room.sweep();
            await().until(() -> room.status(order).equals("DELIVERED"));

            assertThat(room.tries())
                    .extracting(t -> t.get("http_status"))
                    .containsExactly(503, 503, 200);
            assertThat(peer.requests())
                    .extracting(r -> r.header("webhook-id"))
                    .containsOnly(peer.requests().getFirst().header("webhook-id"));
            assertThat(peer.requests())
                    .extracting(r -> r.header("webhook-timestamp"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void after_24_hours_it_is_given_up_with_an_alert_and_goes_again_by_hand() throws Exception {
        AtomicInteger answer = new AtomicInteger(500);
        try (Peer peer = new Peer((_, to) -> to.write(Peer.response(answer.get(), "")))) {
            OrderView order = room.becomesFinal(peer);
            int tried = 1;
            await().until(() -> room.tries().size() == 1);
            while (room.status(order).equals("WAITING")) {
                room.clock.tick(Duration.between(room.clock.instant(), room.nextTryAt(order)));
                room.sweep();
                int expected = ++tried;
                await().until(() -> room.tries().size() == expected);
            }
            assertThat(room.status(order)).isEqualTo("EXHAUSTED");
            assertThat(tried).isBetween(25, 30);
            assertThat(room.clock.instant()).isBefore(NoticeRoom.T0.plus(Duration.ofHours(24)));
            assertThat(room.noticed).containsExactly(order.payOrderNo() + " FAILED");
            assertThat(room.alerted.poll(5, TimeUnit.SECONDS))
                    .contains("NOTICE_EXHAUSTED", order.payOrderNo());

            answer.set(200);
            room.clock.tick(Duration.ofDays(3));
            room.sweep();
            assertThat(peer.requests()).hasSize(tried);
            assertThat(room.notices().resend(order.payOrderNo())).hasSize(1);
            room.sweep();
            await().until(() -> room.status(order).equals("DELIVERED"));
            assertThat(room.noticed).last().isEqualTo(order.payOrderNo() + " SUCCEEDED");
        }
    }

    @Test
    void m12_a_try_that_breaks_on_our_side_is_kept_and_given_up_in_the_end() throws Exception {
        room.unreadable = new IllegalStateException("cannot unseal whsec_abc");
        OrderView order = room.becomesFinal("http://shop.example/notify");

        await().until(() -> room.tries().size() == 1);
        assertThat(room.tries().getFirst().get("error"))
                .asString()
                .contains("IllegalStateException")
                .doesNotContain("whsec");
        assertThat(room.nextTryAt(order)).isBefore(NoticeRoom.T0.plusSeconds(2));

        room.clock.tick(Duration.ofHours(24));
        room.sweep();
        await().until(() -> room.status(order).equals("EXHAUSTED"));
        assertThat(room.alerted.poll(5, TimeUnit.SECONDS)).contains("NOTICE_EXHAUSTED");
    }

    @Test
    void an_answer_must_be_2xx_and_success_where_the_merchant_asks_for_it() throws Exception {
        room.needsSuccess = true;
        try (Peer peer =
                new Peer((r, to) ->
                        to.write(Peer.response(200, r.number() == 1 ? "fail" : " success\n")))) {
            OrderView order = room.becomesFinal(peer);
            await().until(() -> room.tries().size() == 1);
            assertThat(room.tries().getFirst().get("error")).asString().contains("not success");
            room.clock.tick(Duration.ofSeconds(2));
            room.sweep();
            await().until(() -> room.status(order).equals("DELIVERED"));
        }
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
        try (Peer elsewhere = Peer.answering(200, "");
                Peer peer =
                        new Peer((_, to) ->
                                to.write(
                                        ("HTTP/1.1 302 .\r\nLocation: "
                                                        + elsewhere.uri("/")
                                                        + "\r\nContent-Length: 0\r\n\r\n")
                                                .getBytes(StandardCharsets.UTF_8)))) {
            room.becomesFinal(peer);
            await().until(() -> room.tries().size() == 1);
            assertThat(room.tries().getFirst()).containsEntry("http_status", 302);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void a_name_that_resolves_to_this_machine_is_never_called() throws Exception {
        room.everyNameIs("127.0.0.1");
        try (Peer peer = Peer.answering(200, "")) {
            room.becomesFinal("http://shop.example:" + peer.port() + "/notify");
            await().until(() -> room.tries().size() == 1);
            assertThat(room.tries().getFirst().get("error")).asString().contains("not public");
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void an_order_without_any_address_is_tried_and_shown_not_dropped() throws Exception {
        OrderView order = room.becomesFinal((String) null);
        await().until(() -> room.tries().size() == 1);
        assertThat(room.status(order)).isEqualTo("WAITING");
        assertThat(room.tries().getFirst().get("error")).asString().contains("notify_url");
    }

    @Test
    void no_number_of_ours_is_not_sent_again() {
        assertThat(room.notices().resend("nonsense")).isEmpty();
        assertThat(room.notices().resend(room.numbers.next(room.merchantId))).isEmpty();
    }
}
