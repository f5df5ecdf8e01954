package com.suanpan.payment;

import com.suanpan.gateway.CallAddresses;
import com.suanpan.gateway.Fingerprint;
import com.suanpan.gateway.Gateway;
import com.suanpan.gateway.SignedCall;
import com.suanpan.money.Currency;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The merchant's calls under `/api/v1/payment/`.
@RestController
class PaymentController {

    private static final Duration USUAL_LIFE = Duration.ofMinutes(30);

    private final Gateway gateway;
    private final Payments payments;
    private final OurAddresses addresses;
    private final Clock clock;
    private final CallAddresses callAddresses;

    PaymentController(
            Gateway gateway,
            Payments payments,
            OurAddresses addresses,
            Clock clock,
            CallAddresses callAddresses) {
        this.gateway = gateway;
        this.payments = payments;
        this.addresses = addresses;
        this.clock = clock;
        this.callAddresses = callAddresses;
    }

    @PostMapping("/api/v1/payment/pay")
    ResponseEntity<byte[]> pay(HttpServletRequest request) {
        return gateway.call(request, PaymentForms.PAY, this::pay);
    }

    @PostMapping("/api/v1/payment/query")
    ResponseEntity<byte[]> query(HttpServletRequest request) {
        return gateway.call(request, PaymentForms.QUERY, call -> find(call).data());
    }

    @PostMapping("/api/v1/payment/close")
    ResponseEntity<byte[]> close(HttpServletRequest request) {
        return gateway.call(request, PaymentForms.CLOSE, this::close);
    }

    private PayData pay(SignedCall call) {
        PayCommand command = command(call);
        OrderView order = payments.pay(command);
        boolean image = !"false".equals(call.textOrNull("qr_image"));
        return payments.isPage(command.payMethod())
                ? PayData.ofPage(order, addresses.cashier(order.cashierToken()), image)
                : PayData.ofAttempt(order, image);
    }

    private Object close(SignedCall call) {
        OrderView order = payments.close(find(call).payOrderNo());
        return switch (order.status()) {
            case PROCESSING, FAILED -> order.data();
            case SUCCEEDED -> throw new Refusal(Problem.ORDER_PAID);
        };
    }

    private OrderView find(SignedCall call) {
        String orderNo = call.textOrNull("order_no");
        String payOrderNo = call.textOrNull("pay_order_no");
        if (orderNo == null && payOrderNo == null) {
            throw Refusal.param("order_no", "order_no or pay_order_no is needed");
        }
        return payments.find(call.merchant().merchantId(), orderNo, payOrderNo)
                .orElseThrow(() -> new Refusal(Problem.ORDER_NOT_FOUND));
    }

    private PayCommand command(SignedCall call) {
        Fingerprint fingerprint = call.fingerprint();
        return new PayCommand(
                call.merchant(),
                call.text("order_no"),
                call.amount("amount", Currency.CNY),
                call.text("subject"),
                call.textOrNull("body"),
                call.textOrNull("attach"),
                call.textOrNull("user_id"),
                callAddresses.notice(call),
                CallAddresses.web(call, "return_url"),
                call.text("pay_method"),
                new PayerFacts(
                        call.textOrNull("payer_id"),
                        call.textOrNull("device_id"),
                        call.textOrNull("client_ip")),
                expiresAt(call),
                fingerprint.order(),
                fingerprint.method(),
                call.nonce());
    }

    private Instant expiresAt(SignedCall call) {
        Instant now = clock.instant();
        String time = call.textOrNull("expire_time");
        if (time == null) {
            return now.plus(
                    call.whole("expire_minutes").map(Duration::ofMinutes).orElse(USUAL_LIFE));
        }
        if (call.textOrNull("expire_minutes") != null) {
            throw Refusal.param("expire_time", "expire_minutes or expire_time, not both");
        }
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.param("expire_time", "must look like 2026-01-31T12:00:00+08:00");
        }
    }
}
