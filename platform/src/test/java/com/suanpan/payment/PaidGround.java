package com.suanpan.payment;

import com.suanpan.gateway.UsedNonces;
import com.suanpan.ledger.Ledgers;
import com.suanpan.merchant.Merchant;
import com.suanpan.money.Money;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Outbounds;
import com.suanpan.store.Audit;
import com.suanpan.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Paid orders in a database, by the room's own rules, for tests of rooms above.
public final class PaidGround {

    private final JdbcClient jdbc;
    private final PaymentCommits commits;
    private final TransactionTemplate transaction;

    public PaidGround(TestDatabase database, Clock clock) {
        this.jdbc = database.jdbc();
        this.transaction =
                new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        this.commits =
                new PaymentCommits(
                        new UsedNonces(jdbc),
                        new PaymentOrders(jdbc),
                        new PaymentFlows(jdbc),
                        new StrayMonies(jdbc),
                        Ledgers.over(jdbc, clock),
                        List.of(),
                        Outbounds.alerts(),
                        clock,
                        new PaymentMeters(new SimpleMeterRegistry()));
    }

    public static Merchant merchant(String merchantId) {
        return Given.merchant(merchantId);
    }

    public PaidOrders orders() {
        return new PaidOrders(new PaidRows(jdbc));
    }

    public Audit audit(Lanes lanes) {
        return new PaymentAudit(jdbc, lanes);
    }

    /// An order of this merchant, waiting for its payer: order `o-NAME`, its flow `f-NAME`.
    public void open(int lane, String merchantId, String name, Money amount) {
        String payOrderNo = "o-" + name;
        String flowNo = "f-" + name;
        happens(
                lane,
                Given.placed(
                        merchantId,
                        name,
                        amount,
                        Given.by("MOCK_QR", "mock-1"),
                        payOrderNo,
                        flowNo,
                        Given.NOON));
        happens(lane, Given.answered(payOrderNo, flowNo, Given.started(), "n-" + name));
    }

    /// The same, paid.
    public PaidOrder paid(int lane, String merchantId, String name, Money amount) {
        open(lane, merchantId, name, amount);
        happens(lane, Given.told("mock-1", "f-" + name, Given.paid(amount)));
        return orders().find(lane, "o-" + name).orElseThrow();
    }

    private void happens(int lane, PaymentEvent event) {
        transaction.executeWithoutResult(_ -> commits.commit(lane, List.of(event)));
    }
}
