package com.suanpan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The operators' port (运维端口): `/metrics`, `/health/live`, `/health/ready` and nothing else, on the
/// loopback unless told otherwise.
///
/// It is a server of its own, the JDK's, so that it answers while callers fill the other two ports, and
/// while calls and jobs end on a stop.
@Component
@ConditionalOnWebApplication
final class OpsPort implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpsPort.class);
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int QUEUED = 16;

    private final PrometheusMeterRegistry meters;
    private final Health health;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile boolean running;

    OpsPort(
            PrometheusMeterRegistry meters,
            Health health,
            @Value("${suanpan.ops.address}") InetAddress address,
            @Value("${suanpan.ops.port}") int port)
            throws IOException {
        this.meters = meters;
        this.health = health;
        this.server = listening(address, port);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    private static HttpServer listening(InetAddress address, int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(address, port), QUEUED);
        } catch (BindException e) {
            throw new PortInUseException(port, e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> answer(exchange, 200, TEXT, meters.scrape());
                case "/health/live" -> answer(exchange, 200, JSON, "{\"status\":\"LIVE\"}");
                case "/health/ready" -> ready(exchange);
                default -> answer(exchange, 404, JSON, "");
            }
        }
    }

    private void ready(HttpExchange exchange) throws IOException {
        List<String> lacks = health.lacks();
        if (lacks.isEmpty()) {
            answer(exchange, 200, JSON, "{\"status\":\"READY\"}");
        } else {
            String names = String.join("\",\"", lacks);
            answer(
                    exchange,
                    503,
                    JSON,
                    "{\"status\":\"NOT_READY\",\"lacks\":[\"%s\"]}".formatted(names));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream to = exchange.getResponseBody()) {
            to.write(body);
        }
    }

    @Override
    public void start() {
        server.start();
        running = true;
        LOG.info("metrics and health on {}", server.getAddress());
    }

    @Override
    public void stop() {
        running = false;
        server.stop(0);
        threads.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// The first that begins, the last that ends.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
