package com.suanpan.sandbox.mock;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Call;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Operation;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.OrderState;
import com.suanpan.sandbox.Person;
import com.suanpan.sandbox.Placed;
import com.suanpan.sandbox.Provider;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.Reply;
import com.suanpan.sandbox.Terms;
import com.suanpan.sandbox.Twist;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The mock provider.
public final class Mock implements Provider {

    static final String CODE = "MOCK";
    private static final String CALLBACK_PATH = "/mock/callback";

    private final Ground ground;
    private final MockSignature signature;
    private final MockRefunds refunds;

    public Mock(Ground ground) {
        this.ground = ground;
        this.signature = new MockSignature(ground.clock());
        this.refunds = new MockRefunds(ground);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public boolean serves(Call call) {
        return call.path().startsWith("/mock/");
    }

    @Override
    public Asked asked(Call call) {
        Operation operation =
                switch (call.path()) {
                    case "/mock/pay" -> Operation.PAY;
                    case "/mock/query" -> Operation.QUERY;
                    case "/mock/close" -> Operation.CLOSE;
                    case "/mock/refund" -> Operation.REFUND;
                    case "/mock/refund_query" -> Operation.REFUND_QUERY;
                    default -> Operation.OTHER;
                };
        try {
            ObjectNode body = Json.object(call.text());
            Long amount =
                    body.path("amount").isIntegralNumber() ? body.path("amount").asLong() : null;
            String refundNo = Json.text(body, "refund_no");
            String number = refundNo == null ? Json.text(body, "order_no") : refundNo;
            return new Asked(operation, call.header("Mock-Merchant"), number, amount);
        } catch (IllegalArgumentException e) {
            return new Asked(operation, call.header("Mock-Merchant"), null, null);
        }
    }

    @Override
    public Reply answer(Call call, Twist twist) {
        Optional<Account> account = ground.accounts().find(CODE, call.header("Mock-Merchant"));
        if (account.isEmpty()) {
            return Reply.problem(401, "MERCHANT_UNKNOWN", "no such merchant");
        }
        String fault = signature.fault(account.get(), call);
        if (!fault.isEmpty()) {
            return signed(account.get(), call, 401, MockWords.problem(fault, fault), twist);
        }
        try {
            return carriedOut(account.get(), call, twist);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return signed(
                    account.get(),
                    call,
                    400,
                    MockWords.problem("PARAM_ERROR", String.valueOf(e.getMessage())),
                    twist);
        }
    }

    private Reply carriedOut(Account account, Call call, Twist twist) {
        ObjectNode body = Json.object(call.text());
        MockTerms.require(account.number().equals(Json.text(body, "merchant_no")), "merchant_no");
        String path = call.method() + " " + call.path();
        if (path.equals("POST /mock/pay")) {
            return pay(account, call, body, twist);
        }
        if (path.startsWith("POST /mock/refund")) {
            MockRefunds.Said said = refunds.answer(account, call.path(), body, twist);
            return signed(account, call, said.status(), said.words(), twist);
        }
        Optional<Order> order =
                ground.orders()
                        .find(CODE, account.number(), Json.text(body, "order_no"))
                        .map(ground.orders()::expire);
        if (twist.seen(order).isEmpty()) {
            return signed(
                    account,
                    call,
                    404,
                    MockWords.problem("ORDER_NOT_FOUND", "no such order"),
                    twist);
        }
        return switch (path) {
            case "POST /mock/query" ->
                    signed(account, call, 200, MockWords.order(order.get(), twist), twist);
            case "POST /mock/close" -> {
                Order closed = ground.orders().close(order.get());
                yield closed.isPaid()
                        ? signed(
                                account,
                                call,
                                409,
                                MockWords.problem("ORDER_PAID", "already paid"),
                                twist)
                        : signed(account, call, 200, MockWords.order(closed, twist), twist);
            }
            default ->
                    signed(
                            account,
                            call,
                            400,
                            MockWords.problem("PARAM_ERROR", "no such call"),
                            twist);
        };
    }

    private Reply pay(Account account, Call call, ObjectNode body, Twist twist) {
        Terms terms = MockTerms.read(ground, account, body);
        return switch (ground.orders().place(terms, OrderState.WAITING)) {
            case Placed.Used _ ->
                    signed(
                            account,
                            call,
                            409,
                            MockWords.problem("ORDER_CONFLICT", "number used"),
                            twist);
            case Placed.Fresh(var order) -> started(account, call, order, twist);
            case Placed.Same(var order) ->
                    started(account, call, ground.orders().expire(order), twist);
        };
    }

    private Reply started(Account account, Call call, Order order, Twist twist) {
        return switch (order.state()) {
            case PAID ->
                    signed(
                            account,
                            call,
                            409,
                            MockWords.problem("ORDER_PAID", "already paid"),
                            twist);
            case CLOSED ->
                    signed(account, call, 409, MockWords.problem("ORDER_CLOSED", "closed"), twist);
            case UNOPENED, WAITING -> {
                Map<String, Object> view = MockWords.order(order, twist);
                view.put("pay_url", ground.payerPage(order));
                yield signed(account, call, 200, view, twist);
            }
        };
    }

    private Reply signed(Account account, Call call, int status, Object view, Twist twist) {
        String body = Json.write(view);
        String nonce = Objects.requireNonNullElse(call.header("Mock-Nonce"), "");
        return Reply.of(status, Reply.JSON, body)
                .with(
                        signature.headers(
                                account,
                                Integer.toString(status),
                                call.path(),
                                nonce,
                                body,
                                twist));
    }

    @Override
    public Reply refuse(Call call, @Nullable String code, @Nullable Integer status, Twist twist) {
        Account account = ground.accounts().find(CODE, call.header("Mock-Merchant")).orElseThrow();
        String why = Objects.requireNonNullElse(code, "REFUSED");
        return signed(
                account,
                call,
                Objects.requireNonNullElse(status, 403),
                MockWords.problem(why, "refused by a knob"),
                twist);
    }

    @Override
    public Account newAccount(String name) {
        return new Account(
                CODE,
                "M" + ground.serials().digits(9),
                name,
                Map.of("secret", ground.serials().hex(32)));
    }

    @Override
    public Map<String, String> settings(Account account) {
        return Map.of(
                "base_url", ground.base().toString(),
                "merchant_no", account.number(),
                "secret", account.fact("secret"));
    }

    /// Its code is the address of the payer's page, which the sandbox opens itself.
    @Override
    public Optional<Opening> open(String text) {
        return Optional.empty();
    }

    @Override
    public Optional<String> payerId(Account account, Person person) {
        return Optional.empty();
    }

    @Override
    public Optional<String> boundTo(Order order) {
        return Optional.empty();
    }

    @Override
    public @Nullable String returnUrl(Account account, Order order) {
        return order.returnUrl();
    }

    @Override
    public Callback callback(Account account, Order order, Twist twist) {
        Map<String, Object> view = MockWords.order(order, Twist.NONE);
        view.remove("code");
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("event", twist.event("PAYMENT"));
        told.putAll(view);
        told.put("status", twist.status(String.valueOf(view.get("status"))));
        return posted(account, order.terms().notifyUrl(), told, twist);
    }

    @Override
    public Optional<Callback> refundCallback(Account account, Refund refund, Twist twist) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("event", twist.event("REFUND"));
        told.putAll(MockWords.refund(refund, refund.end(), twist));
        return Optional.of(posted(account, refund.notifyUrl(), told, twist));
    }

    @Override
    public String shortOfFunds() {
        return "SHORT_OF_FUNDS";
    }

    private Callback posted(
            Account account, String address, Map<String, Object> told, Twist twist) {
        String body = Json.write(told);
        Map<String, String> headers =
                signature.headers(
                        account, "POST", CALLBACK_PATH, ground.serials().hex(16), body, twist);
        headers.put("Content-Type", Reply.JSON);
        return new Callback(URI.create(address), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean acknowledges(int status, String body) {
        if (status != 200) {
            return false;
        }
        try {
            return "SUCCESS".equals(Json.text(Json.object(body), "code"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public List<Duration> schedule() {
        return Stream.of(5, 15, 30, 60, 300, 600, 1800, 3600, 21_600)
                .map(Duration::ofSeconds)
                .toList();
    }
}
