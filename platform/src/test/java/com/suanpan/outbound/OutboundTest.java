package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.outbound.ChannelAnswer.Lost;
import com.suanpan.outbound.ChannelAnswer.NotSent;
import com.suanpan.outbound.ChannelAnswer.Received;
import com.suanpan.store.HeldConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class OutboundTest {

    private final Outbound outbound =
            new Outbound(
                    new CallLimits(
                            Duration.ofMillis(300),
                            Duration.ofMillis(900),
                            2,
                            Duration.ofMillis(100)),
                    new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        outbound.close();
    }

    @Test
    void sends_exactly_the_bytes_and_reads_headers_in_any_case() throws Exception {
        try (Peer peer = Peer.answering(202, "{\"好\":1}")) {
            ChannelAnswer answer = outbound.call(post(peer.uri("/pay?x=%20y"), "{\"a\": \"元\"}"));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Received.class,
                            r -> {
                                assertThat(r.status()).isEqualTo(202);
                                assertThat(r.body()).asString().isEqualTo("{\"好\":1}");
                                assertThat(r.header("X-PEER")).contains("Yes");
                                assertThat(r.headers()).containsKey("x-peer");
                            });
            assertThat(peer.requests())
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.head()).startsWith("POST /pay?x=%20y HTTP/1.1\r\n");
                        assertThat(r.header("x-key")).isEqualTo("v");
                        assertThat(r.body()).isEqualTo("{\"a\": \"元\"}");
                    });
        }
    }

    @Test
    void a_refused_connection_is_not_sent() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(outbound.call(post(URI.create("http://127.0.0.1:" + free + "/"), "x")))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void an_unknown_host_is_not_sent() {
        assertThat(outbound.call(post(URI.create("http://no-such-host.invalid/"), "x")))
                .isInstanceOf(NotSent.class);
    }

    @Test
    void a_connection_that_is_never_made_is_not_sent() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket deaf = new ServerSocket(0, 1, here);
                Socket _ = new Socket(here, deaf.getLocalPort());
                Socket _ = new Socket(here, deaf.getLocalPort())) {
            URI uri = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            assertThat(outbound.call(post(uri, "x")))
                    .isInstanceOfSatisfying(
                            NotSent.class, n -> assertThat(n.why()).contains("Timeout"));
        }
    }

    @Test
    void silence_after_the_request_is_lost() throws Exception {
        try (Peer peer = new Peer((_, _) -> {})) {
            assertThat(outbound.call(post(peer.uri("/"), "x"))).isInstanceOf(Lost.class);
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void m4_a_dripping_body_ends_at_the_deadline_as_lost() throws Exception {
        Peer[] self = new Peer[1];
        try (Peer peer =
                new Peer((_, to) -> {
                    to.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
                    for (int i = 0; i < 1000; i++) {
                        to.write('x');
                        self[0].linger(50);
                    }
                })) {
            self[0] = peer;
            long began = System.nanoTime();
            assertThat(outbound.call(post(peer.uri("/"), "x"))).isInstanceOf(Lost.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(850), Duration.ofMillis(2_000));
        }
    }

    @Test
    void a_body_over_the_limit_is_lost_and_one_at_the_limit_is_not() throws Exception {
        String limit = "x".repeat(Outbound.LARGEST_BODY);
        try (Peer full = Peer.answering(200, limit);
                Peer over = Peer.answering(200, limit + "x");
                Peer endless =
                        new Peer((_, to) -> {
                            to.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
                            while (true) {
                                to.write(bytes(limit));
                            }
                        })) {
            assertThat(outbound.call(post(full.uri("/"), "x"))).isInstanceOf(Received.class);
            assertThat(outbound.call(post(over.uri("/"), "x"))).isInstanceOf(Lost.class);
            assertThat(outbound.call(post(endless.uri("/"), "x"))).isInstanceOf(Lost.class);
        }
    }

    @Test
    void m6_a_post_on_a_kept_connection_that_the_peer_drops_arrives_once() throws Exception {
        try (Peer peer =
                new Peer((request, to) -> {
                    if (request.number() % 2 == 1) {
                        to.write(Peer.response(200, "ok"));
                    } else {
                        to.close();
                    }
                })) {
            for (int i = 1; i <= 10; i++) {
                assertThat(outbound.call(post(peer.uri("/"), "first " + i)))
                        .isInstanceOf(Received.class);
                assertThat(outbound.call(post(peer.uri("/"), "second " + i)))
                        .isInstanceOf(Lost.class);
            }
            assertThat(peer.requests()).extracting(Peer.Request::body).doesNotHaveDuplicates();
            assertThat(peer.requests()).hasSize(20);
        }
    }

    @Test
    void m6_a_post_never_arrives_twice_when_the_peer_hangs_up_after_each_answer() throws Exception {
        try (Peer peer =
                new Peer((_, to) -> {
                    to.write(Peer.response(200, "ok"));
                    to.close();
                })) {
            for (int i = 0; i < 50; i++) {
                var _ = outbound.call(post(peer.uri("/"), "call " + i));
            }
            assertThat(peer.requests()).extracting(Peer.Request::body).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
        try (Peer elsewhere = Peer.answering(200, "gold");
                Peer peer =
                        new Peer((_, to) ->
                                to.write(
                                        bytes(
                                                "HTTP/1.1 307 .\r\nLocation: "
                                                        + elsewhere.uri("/")
                                                        + "\r\nContent-Length: 0\r\n\r\n")))) {
            assertThat(outbound.call(post(peer.uri("/"), "x")))
                    .isInstanceOfSatisfying(
                            Received.class, r -> assertThat(r.status()).isEqualTo(307));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void a_full_line_is_not_sent_and_another_line_is_not_harmed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch bothIn = new CountDownLatch(2);
        try (Peer peer =
                new Peer((request, to) -> {
                    if (request.body().equals("slow")) {
                        bothIn.countDown();
                        go.await();
                    }
                    to.write(Peer.response(200, "ok"));
                })) {
            var one =
                    CompletableFuture.supplyAsync(
                            () -> outbound.call(post(peer.uri("/"), "slow")),
                            Thread::startVirtualThread);
            var two =
                    CompletableFuture.supplyAsync(
                            () -> outbound.call(post(peer.uri("/"), "slow")),
                            Thread::startVirtualThread);
            bothIn.await();

            assertThat(outbound.call(post(peer.uri("/"), "third"))).isInstanceOf(NotSent.class);
            assertThat(outbound.call(post("OTHER", peer.uri("/"), "x")))
                    .isInstanceOf(Received.class);
            go.countDown();
            assertThat(one.join()).isInstanceOf(Received.class);
            assertThat(two.join()).isInstanceOf(Received.class);
            assertThat(outbound.call(post(peer.uri("/"), "fourth"))).isInstanceOf(Received.class);
            assertThat(peer.requests()).extracting(Peer.Request::body).doesNotContain("third");
        }
    }

    @Test
    void m3_no_call_leaves_while_this_thread_holds_a_connection() throws Exception {
        try (Peer peer = Peer.answering(200, "ok")) {
            HeldConnections pool = new HeldConnections(new NoDatabase());
            try (Connection _ = pool.getConnection()) {
                assertThatThrownBy(() -> outbound.call(post(peer.uri("/"), "x")))
                        .hasMessageContaining("M3");
            }
            assertThat(peer.requests()).isEmpty();
            assertThat(outbound.call(post(peer.uri("/"), "x"))).isInstanceOf(Received.class);
        }
    }

    private static ChannelCall post(URI uri, String body) {
        return post("LINE", uri, body);
    }

    private static ChannelCall post(String line, URI uri, String body) {
        return new ChannelCall(line, "POST", uri, Map.of("X-Key", "v"), bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Hands out connections to nothing.
    private static final class NoDatabase extends AbstractDataSource {

        @Override
        public Connection getConnection() {
            return (Connection)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (_, _, _) -> null);
        }

        @Override
        public Connection getConnection(String username, String password) {
            return getConnection();
        }
    }
}
