package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.merchant.Merchant;
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
import com.suanpan.store.TickingClock;
import com.suanpan.store.Transactions;
import com.suanpan.store.Transactions.Ended;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The whole room on a real database, with a clock that tests set and one merchant.
final class NoticeRoom implements AutoCloseable {

    static final Instant T0 = Instant.parse("2026-01-02T03:04:05Z");

    final TickingClock clock = new TickingClock(T0);
    final Lanes lanes = new Lanes(2);
    final JdbcClient jdbc;
    final BusinessNumbers numbers = new BusinessNumbers(clock, () -> 1);
    final Transactions transactions;
    final NoticeRows rows;

    /// What alerts were raised, as JSON.
    final BlockingQueue<String> alerted = new LinkedBlockingQueue<>();

    /// What the payment room was told: order and status.
    final List<String> noticed = new CopyOnWriteArrayList<>();

    final String merchantId = "M20260102001";
    final int lane = lanes.ofMerchant(merchantId);
    boolean needsSuccess;

    /// What reading the merchant throws; nothing if absent.
    volatile @Nullable RuntimeException unreadable;

    private final Outbound outbound = Outbounds.within(Duration.ofSeconds(5));
    private final NoticeResults results;
    private Webhooks webhooks = Outbounds.webhooks(Duration.ofSeconds(5));
    private NoticeDispatcher dispatcher;

    NoticeRoom(TestDatabase database) {
        this.jdbc = database.jdbc();
        this.transactions =
                new Transactions(new JdbcTransactionManager(database.dataSource()), jdbc, clock);
        this.rows = new NoticeRows(jdbc);
        this.results =
                new NoticeResults(
                        rows,
                        new NoticeTries(jdbc),
                        (_, statuses) -> statuses.forEach((no, s) -> noticed.add(no + " " + s)),
                        (_, statuses) ->
                                statuses.forEach((no, s) -> noticed.add("refund " + no + " " + s)),
                        Outbounds.alerts(alert -> alerted.add(alert.toString())),
                        lanes,
                        clock,
                        transactions);
        this.dispatcher = dispatcher();
    }

    Notices notices() {
        return new Notices(rows, dispatcher, numbers, lanes, clock);
    }

    OrderView order(@Nullable String notifyUrl) {
        return NoticeSamples.paid(merchantId, numbers.next(merchantId), notifyUrl, clock.instant());
    }

    OrderView becomesFinal(Peer peer) {
        return becomesFinal(peer.uri("/notify").toString());
    }

    OrderView becomesFinal(@Nullable String notifyUrl) {
        OrderView order = order(notifyUrl);
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

    void sweep() {
        new SweepNotices(rows, dispatcher, lanes, clock).sweep();
    }

    /// What is handed to it from now on is lost, as in a crash.
    void stopDispatching() {
        dispatcher.close();
    }

    void dispatchAgain() {
        dispatcher = dispatcher();
    }

    /// Every name means this address from now on, and inside addresses are refused.
    void everyNameIs(String address) throws IOException {
        webhooks.close();
        webhooks = Outbounds.webhooksWhereEveryNameIs(address);
        dispatcher = dispatcher();
    }

    String status(OrderView order) {
        return jdbc.sql("select status from notice where pay_order_no = :no")
                .param("no", order.payOrderNo())
                .query(String.class)
                .single();
    }

    Instant nextTryAt(OrderView order) {
        return jdbc.sql("select next_try_at from notice where pay_order_no = :no")
                .param("no", order.payOrderNo())
                .query((rs, _) -> rs.getTimestamp(1).toInstant())
                .single();
    }

    List<Map<String, Object>> tries() {
        return jdbc.sql("select * from notice_try order by try_no").query().listOfRows();
    }

    private NoticeDispatcher dispatcher() {
        NoticeSender sender =
                new NoticeSender(
                        this::merchant,
                        new Signatures(),
                        webhooks,
                        results,
                        clock,
                        new NoticeMeters(new SimpleMeterRegistry()));
        return new NoticeDispatcher(
                sender::send, new NoticeLimits(16, 512, Duration.ofSeconds(5)), clock);
    }

    private Optional<Merchant> merchant(String id) {
        RuntimeException why = unreadable;
        if (why != null) {
            throw why;
        }
        return Optional.of(NoticeSamples.merchant(id, SignType.HMAC_SHA256, null, needsSuccess));
    }

    @Override
    public void close() throws IOException {
        dispatcher.close();
        results.close();
        webhooks.close();
        outbound.close();
        jdbc.sql("delete from notice").update();
        jdbc.sql("delete from notice_try").update();
    }
}
