package com.suanpan.bench.crash;

import com.suanpan.bench.load.OpenedShop;
import com.suanpan.client.ClientOptions;
import com.suanpan.client.Outcome;
import com.suanpan.client.PayRequest;
import com.suanpan.client.Signing;
import com.suanpan.client.SuanpanClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/// A merchant of a run: calls by the merchant's library and writes down what was acknowledged: answered
/// to the end, with a signature that holds.
final class Merchant implements AutoCloseable {

    /// A busy machine may be slow; a dead one cuts the connection.
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final String merchantId;
    private final SuanpanClient suanpan;
    private final String notifyUrl;

    Merchant(OpenedShop shop, String api, String notifyUrl, Clock clock) {
        this.merchantId = shop.merchantId();
        this.notifyUrl = notifyUrl;
        this.suanpan =
                new SuanpanClient(
                        api,
                        shop.merchantId(),
                        shop.apiKey(),
                        Signing.hmac(shop.secretKey()),
                        ClientOptions.usual().withDeadline(DEADLINE).withClock(clock));
    }

    String merchantId() {
        return merchantId;
    }

    /// What is asked for; the same promise and method give the same request.
    PayRequest request(Promise promise, String payMethod) {
        return PayRequest.of(promise.orderNo)
                .amountFen(promise.fen)
                .subject("Killed while paying")
                .payMethod(payMethod)
                .notifyUrl(notifyUrl)
                .withoutQrImage();
    }

    Outcome pay(Promise promise, PayRequest request) {
        return noted(promise, false, () -> suanpan.pay(request));
    }

    Outcome query(Promise promise) {
        return noted(promise, true, () -> suanpan.query(promise.orderNo));
    }

    Outcome close(Promise promise) {
        return noted(promise, true, () -> suanpan.close(promise.orderNo));
    }

    private static Outcome noted(Promise promise, boolean tellsPaid, Supplier<Outcome> call) {
        long begunAt = System.nanoTime();
        Outcome outcome = call.get();
        switch (outcome) {
            case Outcome.Answered answered ->
                    promise.answered(answered.order(), tellsPaid, begunAt);
            case Outcome.Refused(var code, _, _, _, _, _) -> promise.refused(code);
            case Outcome.Unknown _ -> promise.unknown();
        }
        return outcome;
    }

    @Override
    public void close() {
        suanpan.close();
    }
}
