package com.suanpan.sample;

import com.suanpan.client.ClientOptions;
import com.suanpan.client.NoticeResult;
import com.suanpan.client.Notices;
import com.suanpan.client.Order;
import com.suanpan.client.Outcome;
import com.suanpan.client.PayRequest;
import com.suanpan.client.ReturnResult;
import com.suanpan.client.Returns;
import com.suanpan.client.SuanpanClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// A shop with one thing to sell: calls pay, sends the payer on, hears the notice, looks at the browser that
/// comes back, and asks while nobody knows. `./suanpan sample-merchant`.
public final class SampleMerchant implements AutoCloseable {

    static final long TEA_FEN = 1234;
    static final List<String> METHODS =
            List.of("CASHIER", "WECHAT_NATIVE", "ALIPAY_PAGE", "MOCK_PAGE");

    private static final int LARGEST_NOTICE = 64 * 1024;
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);

    private final Sales sales = new Sales();
    private final Clock clock;
    private final SuanpanClient suanpan;
    private final Notices notices;
    private final Returns returns;
    private final HttpServer server;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();

    /// @param port to listen on, on the loopback; 0 for any
    public SampleMerchant(Keys keys, int port, ClientOptions options) throws IOException {
        clock = options.clock();
        suanpan =
                new SuanpanClient(
                        keys.baseUrl(), keys.merchantId(), keys.apiKey(), keys.signing(), options);
        notices = new Notices(List.of(keys.webhookSecret()), keys.signing());
        returns = new Returns(keys.merchantId(), keys.signing());
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        on("GET", "/", exchange -> page(exchange, 200, Pages.shop(METHODS, sales.all())));
        on("POST", "/buy", this::buy);
        on("POST", "/again", this::again);
        on("GET", "/order", exchange -> show(exchange, Pages.field(query(exchange), "no")));
        on("GET", "/return", this::comesBack);
        on("POST", "/notify", this::hears);
    }

    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090;
        Keys keys = Keys.find(System.getenv(), Path.of("data", "demo", "demo.json"));
        var shop = new SampleMerchant(keys, port, ClientOptions.usual());
        shop.open();
        System.out.println("The shop is open at " + shop.url() + " for " + keys.merchantId());
    }

    public void open() {
        ScheduledFuture<?> unused =
                asking.scheduleWithFixedDelay(
                        this::askAboutOpenSales,
                        ASK_EVERY.toMillis(),
                        ASK_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void buy(HttpExchange exchange) throws IOException {
        String method = Pages.field(body(exchange), "method");
        PayRequest request =
                PayRequest.of(UUID.randomUUID().toString().replace("-", ""))
                        .amountFen(TEA_FEN)
                        .subject("Jasmine tea 茉莉花茶")
                        .payMethod(METHODS.contains(method) ? method : METHODS.getFirst())
                        .notifyUrl(url() + "/notify")
                        .returnUrl(url() + "/return");
        pay(exchange, request);
    }

    /// The same request under the same number, as often as one likes.
    private void again(HttpExchange exchange) throws IOException {
        Optional<Sales.Sale> sale = sales.find(Pages.field(body(exchange), "no"));
        if (sale.isEmpty()) {
            page(exchange, 404, Pages.nothing());
        } else {
            pay(exchange, sale.get().request());
        }
    }

    private void pay(HttpExchange exchange, PayRequest request) throws IOException {
        String orderNo = request.query().number();
        sales.sending(request, clock.instant());
        switch (suanpan.pay(request)) {
            case Outcome.Answered answered -> {
                Order order = answered.order();
                settle(order);
                sales.show(orderNo, order.payUrl().or(order::qrCode));
                to(exchange, order.payUrl().orElse("/order?no=" + orderNo));
            }
            case Outcome.Refused refused -> {
                log("%s is refused: %s %s".formatted(orderNo, refused.code(), refused.message()));
                page(exchange, 409, Pages.refused(orderNo, refused));
            }
            case Outcome.Unknown unknown -> {
                // Neither paid nor failed: the sale stays open, and the question is asked below.
                log("%s is unknown: %s".formatted(orderNo, unknown.why()));
                to(exchange, "/order?no=" + orderNo);
            }
        }
    }

    /// Asks about every sale that is open, so a lost answer or notice costs seconds. With many orders ask
    /// seldomer, and about the older ones only: notices tell of the rest.
    private void askAboutOpenSales() {
        try {
            sales.all().stream().filter(Sales.Sale::isOpen).forEach(this::ask);
        } catch (RuntimeException e) {
            log("asking goes on: %s".formatted(e));
        }
    }

    private void ask(Sales.Sale sale) {
        switch (suanpan.query(sale.request().query())) {
            case Outcome.Answered answered -> settle(answered.order());
            case Outcome.Refused refused -> {
                if (refused.code().equals("ORDER_NOT_FOUND")
                        && sales.giveUp(sale.orderNo(), clock.instant())) {
                    log("%s never arrived and is given up".formatted(sale.orderNo()));
                }
            }
            case Outcome.Unknown unknown -> log("%s: %s".formatted(sale.orderNo(), unknown.why()));
        }
    }

    /// A notice is read as bytes, judged, taken, and only then answered 2xx; anything else comes again.
    private void hears(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_NOTICE);
        switch (notices.judge(exchange.getRequestHeaders()::getFirst, body)) {
            case NoticeResult.Genuine notice -> {
                notice.order().ifPresent(this::settle);
                answer(exchange, 200, "text/plain", "success");
            }
            case NoticeResult.Forged forged -> {
                log("a notice is refused: %s".formatted(forged.why()));
                answer(exchange, 400, "text/plain", "refused");
            }
        }
    }

    /// The payer's browser says where it comes from, never what was paid: that Suanpan is asked.
    private void comesBack(HttpExchange exchange) throws IOException {
        switch (returns.judge(query(exchange))) {
            case ReturnResult.Genuine genuine -> {
                sales.find(genuine.orderNo()).filter(Sales.Sale::isOpen).ifPresent(this::ask);
                to(exchange, "/order?no=" + genuine.orderNo());
            }
            case ReturnResult.Forged forged -> {
                log("a return is refused: %s".formatted(forged.why()));
                to(exchange, "/");
            }
        }
    }

    private void settle(Order order) {
        if (sales.settle(order)) {
            log(
                    "%s is %s: here the tea is delivered, once"
                            .formatted(order.orderNo(), order.stage()));
        }
    }

    private void show(HttpExchange exchange, String orderNo) throws IOException {
        Optional<Sales.Sale> sale = sales.find(orderNo);
        page(
                exchange,
                sale.isPresent() ? 200 : 404,
                sale.map(Pages::order).orElse(Pages.nothing()));
    }

    private void on(String method, String path, HttpHandler handler) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        if (!exchange.getRequestURI().getPath().equals(path)
                                || !exchange.getRequestMethod().equals(method)) {
                            page(exchange, 404, Pages.nothing());
                        } else {
                            handled(exchange, handler);
                        }
                    }
                });
    }

    private static void handled(HttpExchange exchange, HttpHandler handler) throws IOException {
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            log("%s broke: %s".formatted(exchange.getRequestURI().getPath(), e));
            exchange.sendResponseHeaders(500, -1);
        }
    }

    private static String query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? "" : query;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(
                exchange.getRequestBody().readNBytes(LARGEST_NOTICE), StandardCharsets.UTF_8);
    }

    private static void to(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", address);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void page(HttpExchange exchange, int status, String html) throws IOException {
        answer(exchange, status, "text/html;charset=utf-8", html);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void log(String sentence) {
        System.out.println("shop: " + sentence);
    }

    @Override
    public void close() {
        server.stop(0);
        asking.shutdownNow();
        suanpan.close();
    }
}
