package com.suanpan.gateway;

import com.suanpan.merchant.Scope;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the gateway's tests call: the rooms below it, a clock that they set, and two calls.
final class GatewayCalls {

    private GatewayCalls() {}

    @SpringBootApplication(
            scanBasePackages = {
                "com.suanpan.store",
                "com.suanpan.secret",
                "com.suanpan.merchant",
                "com.suanpan.gateway"
            })
    static class Rooms {

        @Bean
        @Primary
        SetClock setClock() {
            return new SetClock();
        }
    }

    /// The machine's time until a test stops it.
    static final class SetClock extends Clock {

        private volatile @Nullable Instant stopped;

        void stopAt(Instant instant) {
            stopped = instant;
        }

        void run() {
            stopped = null;
        }

        @Override
        public Instant instant() {
            Instant at = stopped;
            return at == null ? Instant.now() : at;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /// A room that answers calls; what `attach` says decides how.
    @TestComponent // so that no whole server of another test finds it
    @RestController
    static class Room {

        static final CallForm PAY =
                CallForm.of("/api/v1/payment/pay", Scope.PAY)
                        .needs(
                                "order_no",
                                FieldRule.matching("[0-9A-Za-z_-]{1,32}"),
                                "the merchant's number",
                                "商户订单号")
                        .needs("amount", FieldRule.amount(), "the amount", "金额")
                        .mayHave("subject", FieldRule.text(4), "what is paid for", "商品描述")
                        .mayHave("attach", FieldRule.text(128), "comes back", "附加数据")
                        .mayHave("notify_url", FieldRule.text(255), "for notices", "通知地址")
                        .mayHave("currency", FieldRule.oneOf("CNY"), "the currency", "币种")
                        .mayHave("expire_minutes", FieldRule.whole(1, 1440), "minutes", "有效期");

        static final CallForm REFUND =
                CallForm.of("/api/v1/refund/create", Scope.REFUND)
                        .needs("order_no", FieldRule.text(32), "the number", "商户订单号");

        private final Gateway gateway;

        Room(Gateway gateway) {
            this.gateway = gateway;
        }

        @PostMapping("/api/v1/payment/pay")
        ResponseEntity<byte[]> pay(HttpServletRequest request) {
            return gateway.call(request, PAY, this::paid);
        }

        @PostMapping("/api/v1/refund/create")
        ResponseEntity<byte[]> refund(HttpServletRequest request) {
            return gateway.call(request, REFUND, call -> Map.of());
        }

        private Object paid(SignedCall call) {
            return switch (call.fields().getOrDefault("attach", "")) {
                case "bug" -> throw new IllegalStateException("a bug of ours");
                case "refuse" -> throw new Refusal(Problem.ORDER_PAID);
                default -> {
                    Map<String, Object> data = new TreeMap<>(call.fields());
                    data.put("client_ip", call.clientIp());
                    yield data;
                }
            };
        }
    }
}
