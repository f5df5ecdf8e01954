package com.suanpan.notify;

import com.suanpan.notify.NoticeRows.Move;
import com.suanpan.notify.NoticeRows.Standing;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Alert;
import com.suanpan.outbound.Alerts;
import com.suanpan.payment.Confirmations;
import com.suanpan.payment.SyncStatus;
import com.suanpan.refund.RefundConfirmations;
import com.suanpan.store.Batcher;
import com.suanpan.store.Transactions;
import com.suanpan.store.Vital;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Writes what came of tries, in batches: the try, the notice, and whether the order's merchant has
/// confirmed.
@Component
class NoticeResults implements Vital, AutoCloseable {

    /// Tells the room whose state it is of confirmed and given-up notices, by its own number, inside the
    /// transaction.
    @FunctionalInterface
    interface Noticed {

        void noticed(int lane, Map<String, SyncStatus> statuses);
    }

    private final NoticeRows notices;
    private final NoticeTries tries;
    private final Noticed orders;
    private final Noticed refunds;
    private final Alerts alerts;
    private final Clock clock;
    private final Batcher<NoticeTry, NoticeStatus> batcher;

    @Autowired
    NoticeResults(
            NoticeRows notices,
            NoticeTries tries,
            Confirmations confirmations,
            RefundConfirmations refunds,
            Alerts alerts,
            Lanes lanes,
            Clock clock,
            Transactions transactions) {
        this(
                notices,
                tries,
                confirmations::note,
                refunds::note,
                alerts,
                lanes,
                clock,
                transactions);
    }

    NoticeResults(
            NoticeRows notices,
            NoticeTries tries,
            Noticed orders,
            Noticed refunds,
            Alerts alerts,
            Lanes lanes,
            Clock clock,
            Transactions transactions) {
        this.notices = notices;
        this.tries = tries;
        this.orders = orders;
        this.refunds = refunds;
        this.alerts = alerts;
        this.clock = clock;
        this.batcher =
                new Batcher<>(
                        "notice",
                        lanes.count(),
                        Batcher.Bounds.UNHURRIED,
                        clock,
                        transactions,
                        this::commit);
    }

    /// Returns once the try is committed, with how the notice then stands.
    NoticeStatus write(NoticeTry tried) {
        return batcher.submit(tried.notice().lane(), tried);
    }

    private List<NoticeStatus> commit(int lane, List<NoticeTry> batch) {
        Instant now = clock.instant();
        Map<String, Standing> before =
                notices
                        .lock(
                                lane,
                                batch.stream()
                                        .map(t -> t.notice().noticeNo())
                                        .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Standing::noticeNo, s -> s));
        Map<String, Move> moves = new TreeMap<>();
        List<NoticeStatus> results = new ArrayList<>(batch.size());
        for (NoticeTry tried : batch) {
            String noticeNo = tried.notice().noticeNo();
            Standing standing = Objects.requireNonNull(before.get(noticeNo));
            Move move = decide(standing, moves.get(noticeNo), tried);
            if (move != null) {
                moves.put(noticeNo, move);
            }
            Move last = moves.get(noticeNo);
            results.add(last == null ? standing.status() : last.after());
        }
        tries.add(lane, batch);
        write(lane, batch, List.copyOf(moves.values()), now);
        return results;
    }

    /// What a try does to its notice: a delivery always counts; a try in vain only while no later one
    /// was begun. Null: nothing.
    static @Nullable Move decide(Standing before, @Nullable Move sofar, NoticeTry tried) {
        NoticeStatus now = sofar == null ? before.status() : sofar.after();
        String noticeNo = before.noticeNo();
        if (tried.delivered()) {
            return now == NoticeStatus.DELIVERED
                    ? null
                    : new Move(
                            noticeNo,
                            before.status(),
                            NoticeStatus.DELIVERED,
                            before.failures(),
                            null);
        }
        if (now != NoticeStatus.WAITING || tried.notice().claim() != before.claims()) {
            return null;
        }
        NoticeStatus after = tried.nextAt() == null ? NoticeStatus.EXHAUSTED : NoticeStatus.WAITING;
        return new Move(noticeNo, before.status(), after, before.failures() + 1, tried.nextAt());
    }

    private void write(int lane, List<NoticeTry> batch, List<Move> moves, Instant now) {
        if (moves.isEmpty()) {
            return;
        }
        notices.move(lane, moves, now);
        Map<String, Notice> noticeOf = new TreeMap<>();
        batch.forEach(t -> noticeOf.put(t.notice().noticeNo(), t.notice()));
        Map<String, SyncStatus> ofOrders = new TreeMap<>();
        Map<String, SyncStatus> ofRefunds = new TreeMap<>();
        List<Notice> givenUp = new ArrayList<>();
        for (Move move : moves) {
            Notice notice = Objects.requireNonNull(noticeOf.get(move.noticeNo()));
            syncStatus(move.after())
                    .ifPresent(s -> {
                        if (notice.refundFlowNo() == null) {
                            ofOrders.put(notice.payOrderNo(), s);
                        } else {
                            ofRefunds.put(notice.refundFlowNo(), s);
                        }
                    });
            if (move.after() == NoticeStatus.EXHAUSTED) {
                givenUp.add(notice);
            }
        }
        if (!ofOrders.isEmpty()) {
            orders.noticed(lane, ofOrders);
        }
        if (!ofRefunds.isEmpty()) {
            refunds.noticed(lane, ofRefunds);
        }
        if (!givenUp.isEmpty()) {
            alerts.raiseWithin(givenUp.stream().map(NoticeResults::alert).toList());
        }
    }

    /// What the order shows of a notice that ended so.
    private static Optional<SyncStatus> syncStatus(NoticeStatus after) {
        return switch (after) {
            case WAITING -> Optional.empty();
            case DELIVERED -> Optional.of(SyncStatus.SUCCEEDED);
            case EXHAUSTED -> Optional.of(SyncStatus.FAILED);
        };
    }

    private static Alert alert(Notice notice) {
        return new Alert(
                "NOTICE_EXHAUSTED",
                notice.merchantId(),
                "the merchant did not confirm the notice of order %s within 24 hours, perhaps of others too; send them again by hand"
                        .formatted(notice.payOrderNo()));
    }

    @Override
    public String name() {
        return "notice-batches";
    }

    @Override
    public boolean holds() {
        return batcher.works();
    }

    @Override
    public void close() {
        batcher.close();
    }
}
