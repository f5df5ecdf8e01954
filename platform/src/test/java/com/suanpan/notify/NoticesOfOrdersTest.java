package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.suanpan.Suanpan;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Peer;
import com.suanpan.payment.OrderListener;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.Payments;
import com.suanpan.payment.SyncStatus;
import com.suanpan.store.Transactions;
import com.suanpan.store.WithDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The room in its house: beans, jobs and the payment room's door are the real ones.
@SpringBootTest(
        classes = Suanpan.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "suanpan.notice.allow-private=true")
@WithDatabase(jobs = true)
class NoticesOfOrdersTest {

    @Autowired OrderListener listener;
    @Autowired Payments payments;
    @Autowired Merchants merchants;
    @Autowired Transactions transactions;
    @Autowired BusinessNumbers numbers;
    @Autowired Lanes lanes;
    @Autowired Clock clock;
    @Autowired JdbcClient jdbc;

    @Test
    void a_merchant_that_was_down_confirms_and_the_order_shows_it() throws Exception {
        try (Peer peer =
                new Peer((r, to) -> to.write(Peer.response(r.number() == 1 ? 500 : 200, "")))) {
            MerchantSecrets merchant =
                    merchants.add(NewMerchant.named("One").notifyUrl(peer.uri("/n").toString()));
            OrderView order = paid(merchant.merchantId());
            int lane = lanes.ofMerchant(order.merchantId());
            addOrder(lane, order);

            transactions.run(
                    lane,
                    () -> {
                        listener.becameFinal(lane, List.of(order), clock.instant());
                        return "";
                    });

            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            payments.find(order.payOrderNo()).orElseThrow().syncStatus()
                                    == SyncStatus.SUCCEEDED);
            Peer.Request second = peer.requests().getLast();
            new Webhook(merchant.webhookSecret().reveal())
                    .verify(
                            second.body(),
                            Map.of(
                                    "webhook-id", List.of(second.header("webhook-id")),
                                    "webhook-timestamp",
                                            List.of(second.header("webhook-timestamp")),
                                    "webhook-signature",
                                            List.of(second.header("webhook-signature"))));
            assertThat(peer.requests()).hasSize(2);
        }
    }

    private OrderView paid(String merchantId) {
        return NoticeSamples.paid(merchantId, numbers.next(merchantId), null, clock.instant());
    }

    private void addOrder(int lane, OrderView order) {
        Instant now = clock.instant();
        jdbc.sql(
                        """
                        insert into payment_order
                            (lane, pay_order_no, merchant_id, order_no, amount, currency, fee, settle_mode,
                             subject, fingerprint, cashier_token, pay_method, method_fingerprint, status,
                             stage, sync_status, paid_amount, refunded_amount, close_wanted, deferred,
                             created_at, updated_at, expires_at)
                        values
                            (:lane, :payOrderNo, :merchantId, 'ORDER-1', 10000, 'CNY', 60, 'T1', 'Tea', 'f',
                             't', 'MOCK_QR', 'm', 'SUCCEEDED', 'PAID', 'WAITING', 10000, 0, false, false,
                             :now, :now, :now)
                        """)
                .param("lane", lane)
                .param("payOrderNo", order.payOrderNo())
                .param("merchantId", order.merchantId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
