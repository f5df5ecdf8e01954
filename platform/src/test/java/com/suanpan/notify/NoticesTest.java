package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.suanpan.merchant.SignType;
import com.suanpan.merchant.Signatures;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import com.suanpan.outbound.Peer;
import com.suanpan.outbound.Webhooks;
import com.suanpan.payment.OrderView;
import com.suanpan.store.TestDatabase;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class NoticesTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");

    private final SetClock clock = new SetClock();
    private final Lanes lanes = new Lanes(2);
    private final JdbcClient jdbc = DATABASE.jdbc();
    private final BusinessNumbers numbers = new BusinessNumbers(clock, () -> 1);
    private final Transactions transactions =
            new Transactions(new JdbcTransactionManager(DATABASE.dataSource()), jdbc, clock);
    private final BlockingQueue<String> alerted = new LinkedBlockingQueue<>();
    private final List<String> noticed = new CopyOnWriteArrayList<>();
    private final Outbound outbound = Outbounds.within(Duration.ofSeconds(5));
    private final NoticeRows rows = new NoticeRows(jdbc);
    private final NoticeResults results =
            new NoticeResults(
                    rows,
                    new NoticeTries(jdbc),
                    (_, payOrderNos, status) ->
                            payOrderNos.forEach(p -> noticed.add(p + " " + status)),
                    Outbounds.alerts(outbound, alerted::add),
                    lanes,
                    clock,
                    transactions);
    private boolean needsSuccess;
    private Webhooks webhooks = Outbounds.webhooks(Duration.ofSeconds(5));
    private NoticeDispatcher dispatcher = dispatcher();
    private final String merchantId = "M" + T0.getEpochSecond();

    @AfterEach
    void stop() throws Exception {
        dispatcher.close();
        results.close();
        webhooks.close();
        outbound.close();
        jdbc.sql("delete from notice").update();
        jdbc.sql("delete from notice_try").update();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @Test
    void m12_a_final_order_is_told_as_soon_as_it_is_committed() throws Exception {
        try (Peer peer = Peer.answering(204, "")) {
            OrderView order = becomesFinal(peer);

            await().until(() -> status(order).equals("DELIVERED"));

            assertThat(peer.requests())
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.body()).contains("\"stage\":\"PAID\"", "\"sign\":\"");
                        assertThat(r.header("webhook-id")).hasSize(26);
                    });
            assertThat(noticed).containsExactly(order.payOrderNo() + " SUCCEEDED");
            assertThat(tries())
                    .singleElement()
                    .satisfies(t -> assertThat(t).containsEntry("http_status", 204));
        }
    }

    @Test
    void m12_an_order_that_is_rolled_back_is_not_told() throws Exception {
        try (Peer peer = Peer.answering(200, "")) {
            OrderView order = order(peer.uri("/").toString());
            int lane = lanes.ofMerchant(merchantId);
            Ended<String> ended =
                    transactions.run(
                            lane,
                            () -> {
                                notices().becameFinal(lane, List.of(order), clock.instant());
                                throw new IllegalStateException("the batch fails");
                            });

            assertThat(ended).isInstanceOf(Ended.RolledBack.class);
            assertThat(jdbc.sql("select count(*) from notice").query(Integer.class).single())
                    .isZero();
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void m12_a_crash_between_commit_and_delivery_loses_nothing() throws Exception {
        try (Peer peer = Peer.answering(200, "")) {
            dispatcher.close();
            OrderView order = becomesFinal(peer);
            dispatcher = dispatcher();

            clock.advance(Duration.ofSeconds(29));
            sweep();
            assertThat(status(order)).isEqualTo("WAITING");
            assertThat(peer.requests()).isEmpty();

            clock.advance(Duration.ofSeconds(1));
            sweep();
            await().until(() -> status(order).equals("DELIVERED"));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_merchant_that_is_down_twice_is_told_the_third_time() throws Exception {
        try (Peer peer =
                new Peer((request, to) ->
                        to.write(Peer.response(request.number() < 3 ? 503 : 200, "")))) {
            OrderView order = becomesFinal(peer);
            await().until(() -> tries().size() == 1);
            sweep();
            assertThat(peer.requests()).hasSize(1);

            clock.advance(Duration.ofMillis(1_200));
            sweep();
            await().until(() -> tries().size() == 2);
            clock.advance(Duration.ofSeconds(4));
            sweep();
            assertThat(peer.requests()).hasSize(2);
            clock.advance(Duration.ofSeconds(2));
            sweep();
            await().until(() -> status(order).equals("DELIVERED"));

            assertThat(tries())
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
            OrderView order = becomesFinal(peer);
            int tried = 1;
            await().until(() -> tries().size() == 1);
            while (status(order).equals("WAITING")) {
                clock.set(nextTryAt(order));
                sweep();
                int expected = ++tried;
                await().until(() -> tries().size() == expected);
            }
            assertThat(status(order)).isEqualTo("EXHAUSTED");
            assertThat(tried).isBetween(25, 30);
            assertThat(clock.instant()).isBefore(T0.plus(Duration.ofHours(24)));
            assertThat(noticed).containsExactly(order.payOrderNo() + " FAILED");
            assertThat(alerted.poll(5, TimeUnit.SECONDS))
                    .contains("NOTICE_EXHAUSTED", order.payOrderNo());

            answer.set(200);
            clock.advance(Duration.ofDays(3));
            sweep();
            assertThat(peer.requests()).hasSize(tried);
            assertThat(notices().resend(order.payOrderNo())).hasSize(1);
            sweep();
            await().until(() -> status(order).equals("DELIVERED"));
            assertThat(noticed).last().isEqualTo(order.payOrderNo() + " SUCCEEDED");
        }
    }

    @Test
    void an_answer_must_be_2xx_and_success_where_the_merchant_asks_for_it() throws Exception {
        needsSuccess = true;
        try (Peer peer =
                new Peer((r, to) ->
                        to.write(Peer.response(200, r.number() == 1 ? "fail" : " success\n")))) {
            OrderView order = becomesFinal(peer);
            await().until(() -> tries().size() == 1);
            assertThat(tries().getFirst().get("error")).asString().contains("not success");
            clock.advance(Duration.ofSeconds(2));
            sweep();
            await().until(() -> status(order).equals("DELIVERED"));
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
            becomesFinal(peer);
            await().until(() -> tries().size() == 1);
            assertThat(tries().getFirst()).containsEntry("http_status", 302);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void a_name_that_resolves_to_this_machine_is_never_called() throws Exception {
        webhooks.close();
        webhooks = Outbounds.webhooksWhereEveryNameIs("127.0.0.1");
        dispatcher = dispatcher();
        try (Peer peer = Peer.answering(200, "")) {
            becomesFinal("http://shop.example:" + peer.port() + "/notify");
            await().until(() -> tries().size() == 1);
            assertThat(tries().getFirst().get("error")).asString().contains("not public");
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void an_order_without_any_address_is_tried_and_shown_not_dropped() throws Exception {
        OrderView order = becomesFinal((String) null);
        await().until(() -> tries().size() == 1);
        assertThat(status(order)).isEqualTo("WAITING");
        assertThat(tries().getFirst().get("error")).asString().contains("notify_url");
    }

    @Test
    void two_servers_that_sweep_at_once_claim_each_notice_once() throws Exception {
        int lane = lanes.ofMerchant(merchantId);
        addDue(lane, merchantId, 300);
        List<Future<List<Notice>>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                claims.add(threads.submit(() -> claim(lane, List.of(), 10, 10)));
            }
        }
        List<String> claimed = new ArrayList<>();
        for (Future<List<Notice>> claim : claims) {
            claim.get().forEach(n -> claimed.add(n.noticeNo()));
        }
        assertThat(claimed).doesNotHaveDuplicates();
        assertThat(claimed.size()).isGreaterThan(100);
    }

    @Test
    void a_long_queue_of_one_merchant_does_not_fill_the_claim() {
        int lane = lanes.ofMerchant(merchantId);
        addDue(lane, "down", 500);
        clock.advance(Duration.ofMillis(1));
        addDue(lane, "quick", 5);

        assertThat(claim(lane, List.of(), 64, 100))
                .hasSize(64)
                .allMatch(n -> n.merchantId().equals("down"));
        assertThat(claim(lane, List.of("down"), 64, 100))
                .hasSize(5)
                .allMatch(n -> n.merchantId().equals("quick"));
        assertThat(claim(1 - lane, List.of(), 64, 100)).isEmpty();
    }

    @Test
    void no_number_of_ours_is_not_sent_again() {
        assertThat(notices().resend("nonsense")).isEmpty();
        assertThat(notices().resend(numbers.next(merchantId))).isEmpty();
    }

    private void addDue(int lane, String merchant, int count) {
        List<Notice> due = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String no = numbers.next(merchantId);
            due.add(
                    new Notice(
                            lane,
                            no,
                            merchant,
                            no,
                            "{}",
                            null,
                            1,
                            0,
                            clock.instant(),
                            clock.instant()));
        }
        rows.add(lane, due, clock.instant());
    }

    private List<Notice> claim(int lane, List<String> busy, int perMerchant, int most) {
        return rows.claim(
                lane, clock.instant(), clock.instant().plusSeconds(30), busy, perMerchant, most);
    }

    private OrderView becomesFinal(Peer peer) {
        return becomesFinal(peer.uri("/notify").toString());
    }

    private OrderView becomesFinal(@Nullable String notifyUrl) {
        OrderView order = order(notifyUrl);
        int lane = lanes.ofMerchant(merchantId);
        Ended<String> ended =
                transactions.run(
                        lane,
                        () -> {
                            notices().becameFinal(lane, List.of(order), clock.instant());
                            return "done";
                        });
        assertThat(ended).isInstanceOf(Ended.Committed.class);
        return order;
    }

    private OrderView order(@Nullable String notifyUrl) {
        return NoticeSamples.paid(merchantId, numbers.next(merchantId), notifyUrl, clock.instant());
    }

    private void sweep() {
        new SweepNotices(rows, dispatcher, lanes, clock).sweep();
    }

    private Notices notices() {
        return new Notices(rows, dispatcher, numbers, lanes, clock);
    }

    private NoticeDispatcher dispatcher() {
        NoticeSender sender =
                new NoticeSender(
                        id ->
                                Optional.of(
                                        NoticeSamples.merchant(
                                                id, SignType.HMAC_SHA256, null, needsSuccess)),
                        new Signatures(),
                        webhooks,
                        results,
                        clock);
        return new NoticeDispatcher(sender::send, new NoticeLimits(16, 512), clock);
    }

    private String status(OrderView order) {
        return jdbc.sql("select status from notice where pay_order_no = :no")
                .param("no", order.payOrderNo())
                .query(String.class)
                .single();
    }

    private Instant nextTryAt(OrderView order) {
        return jdbc.sql("select next_try_at from notice where pay_order_no = :no")
                .param("no", order.payOrderNo())
                .query((rs, _) -> rs.getTimestamp(1).toInstant())
                .single();
    }

    private List<Map<String, Object>> tries() {
        return jdbc.sql("select * from notice_try order by try_no").query().listOfRows();
    }

    /// Stands still until it is set.
    private static final class SetClock extends Clock {

        private volatile Instant now = T0;

        void set(Instant to) {
            now = to;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
