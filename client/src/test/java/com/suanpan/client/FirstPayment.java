package com.suanpan.client;

import com.suanpan.client.Outcome.Answered;
import com.suanpan.client.Outcome.Refused;
import com.suanpan.client.Outcome.Unknown;
import java.util.Optional;
import java.util.function.Consumer;

/// What `client/README.md` shows, so that it compiles.
abstract class FirstPayment {

    void pay(
            String baseUrl,
            String merchantId,
            String apiKey,
            String secretKey,
            Consumer<PayRequest> keep) {
        // begin
        Signing signing = Signing.hmac(secretKey); // or Signing.rsa2(…)
        SuanpanClient suanpan = new SuanpanClient(baseUrl, merchantId, apiKey, signing);
        PayRequest request =
                PayRequest.of("ORD20260102000001")
                        .amount("12.34") // or amountFen(1234); never a double
                        .subject("Jasmine tea 茉莉花茶")
                        .payMethod("WECHAT_NATIVE")
                        .notifyUrl("https://merchant.example/notify")
                        .returnUrl("https://merchant.example/return");
        keep.accept(request); // commit it before the call, whatever comes of that
        switch (suanpan.pay(request)) {
            case Answered answered -> showCode(answered.order().qrCode());
            case Refused refused -> explain(refused.code(), refused.mayTryAgain());
            case Unknown unknown -> askLater(unknown.query());
        }
        // end
    }

    abstract void showCode(Optional<String> qrCode);

    abstract void explain(String code, boolean mayTryAgain);

    abstract void askLater(OrderQuery query);
}
