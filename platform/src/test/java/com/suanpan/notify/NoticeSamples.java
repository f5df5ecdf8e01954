package com.suanpan.notify;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.Scope;
import com.suanpan.merchant.SettleMode;
import com.suanpan.merchant.SignType;
import com.suanpan.money.Money;
import com.suanpan.money.Rate;
import com.suanpan.payment.OrderStage;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.SyncStatus;
import com.suanpan.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Orders, merchants and notices for tests of this room.
final class NoticeSamples {

    static final Secret WEBHOOK = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    static final Secret WEBHOOK_BEFORE = new Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

    private NoticeSamples() {}

    static Merchant merchant(
            String id, SignType signType, @Nullable Secret ourKey, boolean needsSuccess) {
        return new Merchant(
                id,
                "One",
                signType,
                List.of(
                        new MerchantKey("ak_2", new Secret("newest"), null, Set.of(Scope.PAY)),
                        new MerchantKey("ak_1", new Secret("older"), null, Set.of(Scope.PAY))),
                ourKey,
                List.of(WEBHOOK, WEBHOOK_BEFORE),
                null,
                true,
                new Rate(60),
                SettleMode.T1,
                List.of(),
                needsSuccess,
                10,
                10);
    }

    static OrderView paid(
            String merchantId, String payOrderNo, @Nullable String notifyUrl, Instant now) {
        return order(merchantId, payOrderNo, notifyUrl, OrderStage.PAID, now);
    }

    static OrderView order(
            String merchantId,
            String payOrderNo,
            @Nullable String notifyUrl,
            OrderStage stage,
            Instant now) {
        boolean paid = stage == OrderStage.PAID;
        return new OrderView(
                merchantId,
                "ORDER-1",
                payOrderNo,
                paid ? "26010211040500070010000009" : null,
                paid ? "MOCK_QR" : null,
                paid ? "4200001" : null,
                "MOCK_QR",
                Money.cny(10_000),
                Money.cny(paid ? 10_000 : 0),
                Money.cny(0),
                Money.cny(60),
                stage.status(),
                stage,
                SyncStatus.WAITING,
                "Tea",
                "a=1",
                null,
                "token",
                notifyUrl,
                null,
                now.minusSeconds(60),
                paid ? now.minusSeconds(1) : null,
                now.plusSeconds(1_740));
    }

    static Notice notice(String merchantId, String noticeNo, Instant leasedUntil) {
        return new Notice(
                0,
                noticeNo,
                merchantId,
                "26010211040500070010000001",
                null,
                "{\"a\":\"1\"}",
                null,
                1,
                0,
                leasedUntil,
                leasedUntil.plus(Duration.ofHours(24)));
    }
}
