package com.suanpan.docs;

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
import com.suanpan.refund.RefundStage;
import com.suanpan.refund.RefundType;
import com.suanpan.refund.RefundView;
import com.suanpan.secret.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The merchant, the order and the times of the examples in the page of the API.
final class ApiSamples {

    static final String MERCHANT_ID = "M20240101001";
    static final String API_KEY = "ak_example";
    static final String SECRET_KEY = "sk_example";
    static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String REQUEST_NO = "202601021104050001a2b3c4d";
    static final String NOTICE_NO = "26010211042508170010000003";
    static final Instant CALLED_AT = Instant.parse("2026-01-02T03:04:05Z");
    static final Instant PAID_AT = CALLED_AT.plusSeconds(20);
    static final Instant TOLD_AT = CALLED_AT.plusSeconds(21);

    static final MerchantKey KEY =
            new MerchantKey(API_KEY, new Secret(SECRET_KEY), null, Set.of(Scope.PAY, Scope.QUERY));

    static final Merchant MERCHANT =
            new Merchant(
                    MERCHANT_ID,
                    "Example",
                    SignType.HMAC_SHA256,
                    List.of(KEY),
                    null,
                    List.of(new Secret(WEBHOOK_SECRET)),
                    null,
                    true,
                    new Rate(60),
                    SettleMode.T1,
                    List.of(),
                    false,
                    10,
                    10);

    private ApiSamples() {}

    /// The call of the worked example, without its `sign`.
    static Map<String, String> pay() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("merchant_id", MERCHANT_ID);
        fields.put("api_key", API_KEY);
        fields.put("order_no", "ORD20260102000001");
        fields.put("amount", "100.00");
        fields.put("subject", "Jasmine tea 茉莉花茶");
        fields.put("pay_method", "WECHAT_NATIVE");
        fields.put("notify_url", "https://merchant.example/notify");
        fields.put("timestamp", Long.toString(CALLED_AT.getEpochSecond()));
        fields.put("nonce", "5f1d7a84d1c94b3a");
        return fields;
    }

    static OrderView paidOrder() {
        return new OrderView(
                MERCHANT_ID,
                "ORD20260102000001",
                "26010211040508170010000001",
                "26010211040508170010000002",
                "WECHAT_NATIVE",
                "4200002601022026010200000001",
                "WECHAT_NATIVE",
                Money.cny(10_000),
                Money.cny(10_000),
                Money.cny(0),
                Money.cny(60),
                OrderStage.PAID.status(),
                OrderStage.PAID,
                SyncStatus.WAITING,
                "Jasmine tea 茉莉花茶",
                "table=7",
                null,
                "token",
                "https://merchant.example/notify",
                null,
                CALLED_AT,
                PAID_AT,
                CALLED_AT.plusSeconds(1_800));
    }

    /// A refund of a part of it.
    static RefundView refund() {
        return new RefundView(
                MERCHANT_ID,
                "RF20260102000001",
                "26010211052008170010000003",
                "50000000382019052709732678859",
                "ORD20260102000001",
                "26010211040508170010000001",
                "26010211040508170010000002",
                "WECHAT_NATIVE",
                Money.cny(10_000),
                Money.cny(2_500),
                Money.cny(15),
                RefundType.PARTIAL,
                "one cup less",
                null,
                RefundStage.DONE.status(),
                RefundStage.DONE,
                SyncStatus.WAITING,
                CALLED_AT.plusSeconds(75),
                CALLED_AT.plusSeconds(80));
    }
}
