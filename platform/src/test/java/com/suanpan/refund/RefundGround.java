package com.suanpan.refund;

import com.suanpan.channel.AskPlan;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RefundResult;
import com.suanpan.gateway.UsedNonces;
import com.suanpan.ledger.Ledger;
import com.suanpan.ledger.Ledgers;
import com.suanpan.money.Money;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Outbounds;
import com.suanpan.payment.PaidGround;
import com.suanpan.payment.PaidOrder;
import com.suanpan.refund.RefundEvent.Answered;
import com.suanpan.refund.RefundEvent.Asked;
import com.suanpan.refund.RefundEvent.Checked;
import com.suanpan.refund.RefundEvent.Requested;
import com.suanpan.store.Audit;
import com.suanpan.store.Audit.Extent;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import com.suanpan.store.TickingClock;
import com.suanpan.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// Refunds through PostgreSQL and their own batches, without a channel, for tests.
final class RefundGround implements AutoCloseable {

    static final AskPlan PLAN =
            new AskPlan(List.of(Duration.ofSeconds(10)), Duration.ZERO, Duration.ZERO);

    final TestDatabase database = TestDatabase.create();
    final TickingClock clock = new TickingClock(Instant.parse("2026-11-23T04:05:00Z"));
    final PaidGround payments = new PaidGround(database, clock);
    final Ledger ledger = Ledgers.over(database.jdbc(), clock);
    final RefundRows rows = new RefundRows(database.jdbc());
    final List<RefundView> finals = new ArrayList<>();
    final Lanes lanes = new Lanes(1);
    final RefundBatches batches;

    RefundGround() {
        RefundCommits commits =
                new RefundCommits(
                        new UsedNonces(database.jdbc()),
                        payments.orders(),
                        rows,
                        ledger,
                        List.of((_, refunds, _) -> finals.addAll(refunds)),
                        Outbounds.alerts(),
                        clock);
        batches =
                new RefundBatches(
                        commits,
                        lanes,
                        clock,
                        new Transactions(
                                new DataSourceTransactionManager(database.dataSource()),
                                database.jdbc(),
                                clock));
    }

    static RefundCommand command(
            String merchantId, String refundNo, long fen, @Nullable RefundType type) {
        return new RefundCommand(
                PaidGround.merchant(merchantId),
                refundNo,
                Money.cny(fen),
                type,
                null,
                null,
                "fingerprint " + refundNo + " " + fen,
                null);
    }

    RefundOutcome happens(RefundEvent event) {
        return batches.submit(0, event);
    }

    /// `refund-NAME` of an order, under our number `r-NAME`.
    RefundOutcome request(PaidOrder order, String name, long fen) {
        return request(order.payOrderNo(), order.merchantId(), name, fen, null);
    }

    RefundOutcome request(
            String payOrderNo,
            String merchantId,
            String name,
            long fen,
            @Nullable RefundType type) {
        return happens(
                new Requested(
                        command(merchantId, "refund-" + name, fen, type),
                        payOrderNo,
                        "r-" + name,
                        true));
    }

    RefundOutcome checked(PaidOrder order, String name) {
        return checked(
                order, name, new QueryResult.Paid("C-1", order.paid(), clock.instant(), null));
    }

    RefundOutcome checked(PaidOrder order, String name, QueryResult result) {
        return happens(new Checked(order.payOrderNo(), "r-" + name, result, PLAN));
    }

    RefundOutcome answered(PaidOrder order, String name, RefundResult result) {
        return happens(new Answered(order.payOrderNo(), "r-" + name, result, PLAN));
    }

    RefundOutcome asked(PaidOrder order, String name, RefundResult result, boolean mayRepeat) {
        return happens(new Asked(order.payOrderNo(), "r-" + name, result, PLAN, mayRepeat));
    }

    /// The whole road of a refund that succeeds.
    void refunded(PaidOrder order, String name, long fen) {
        request(order, name, fen);
        checked(order, name);
        answered(order, name, done(fen));
    }

    RefundResult done(long fen) {
        return new RefundResult.Done("CR", Money.cny(fen), clock.instant());
    }

    PaidOrder order(String payOrderNo) {
        return payments.orders().find(0, payOrderNo).orElseThrow();
    }

    RefundState refund(String name) {
        return rows.find(0, "r-" + name).orElseThrow().state();
    }

    /// What the audits of payments, ledger and refunds find.
    List<String> audited() {
        Findings findings = new Findings();
        List<Audit> audits = new ArrayList<>(Ledgers.audits(database.jdbc(), lanes, clock));
        audits.add(payments.audit(lanes));
        audits.add(new RefundAudit(database.jdbc(), lanes));
        audits.forEach(audit -> audit.examine(Extent.WHOLE, findings));
        return findings.kept().stream().map(Objects::toString).toList();
    }

    @Override
    public void close() {
        batches.close();
        database.close();
    }
}
