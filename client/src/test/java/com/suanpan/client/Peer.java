package com.suanpan.client;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Plays Suanpan: remembers what it was sent, answers what it was told.
final class Peer implements AutoCloseable {

    final List<String> bodies = new ArrayList<>();
    final List<String> traces = new ArrayList<>();
    volatile String answer = "";
    volatile int status = 200;
    volatile long dripMillis;

    private final HttpServer server;

    Peer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    synchronized (bodies) {
                        bodies.add(
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8));
                        traces.addAll(
                                exchange.getRequestHeaders()
                                        .getOrDefault("traceparent", List.of()));
                    }
                    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Retry-After", "3");
                    exchange.sendResponseHeaders(status, bytes.length);
                    try (exchange;
                            var to = exchange.getResponseBody()) {
                        for (byte one : bytes) {
                            to.write(one);
                            if (dripMillis > 0) {
                                to.flush();
                                LockSupport.parkNanos(dripMillis * 1_000_000);
                            }
                        }
                    }
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
