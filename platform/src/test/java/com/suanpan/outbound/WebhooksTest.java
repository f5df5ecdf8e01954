package com.suanpan.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.outbound.WebhookAnswer.Answered;
import com.suanpan.outbound.WebhookAnswer.Failed;
import com.suanpan.outbound.WebhookAnswer.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final byte[] JSON = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void posts_the_bytes_with_their_headers() throws Exception {
        try (Peer peer = Peer.answering(200, "success");
                Webhooks webhooks = open(_ -> here())) {
            assertThat(webhooks.post(peer.uri("/n?x=1"), Map.of("webhook-id", "7"), JSON))
                    .isEqualTo(new Answered(200, "success"));
            assertThat(peer.requests())
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.head()).startsWith("POST /n?x=1 HTTP/1.1\r\n");
                        assertThat(r.header("webhook-id")).isEqualTo("7");
                        assertThat(r.header("content-type")).startsWith("application/json");
                        assertThat(r.body()).isEqualTo("{\"a\":1}");
                    });
        }
    }

    @Test
    void a_name_that_resolves_inside_is_refused_and_nothing_is_called() throws Exception {
        try (Peer peer = Peer.answering(200, "success");
                Webhooks webhooks = closed(_ -> here())) {
            assertThat(webhooks.post(named(peer, "shop.example"), Map.of(), JSON))
                    .isInstanceOf(Refused.class);
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void one_inside_address_among_public_ones_is_enough_to_refuse() throws Exception {
        InetAddress outside = InetAddress.ofLiteral("8.8.8.8");
        try (Peer peer = Peer.answering(200, "success");
                Webhooks webhooks =
                        closed(_ ->
                                new InetAddress[] {outside, InetAddress.ofLiteral("127.0.0.1")})) {
            assertThat(webhooks.post(named(peer, "shop.example"), Map.of(), JSON))
                    .isInstanceOf(Refused.class);
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void a_literal_inside_address_is_refused_before_any_look_up() throws Exception {
        List<String> asked = new ArrayList<>();
        try (Peer peer = Peer.answering(200, "success");
                Webhooks webhooks =
                        closed(host -> {
                            asked.add(host);
                            return here();
                        })) {
            assertThat(webhooks.post(peer.uri("/"), Map.of(), JSON)).isInstanceOf(Refused.class);
            assertThat(asked).isEmpty();
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void the_connection_goes_to_the_address_that_was_judged() throws Exception {
        List<String> asked = new ArrayList<>();
        try (Peer peer = Peer.answering(200, "success");
                Webhooks webhooks =
                        open(host -> {
                            asked.add(host);
                            return here();
                        })) {
            assertThat(webhooks.post(named(peer, "only-we-know.invalid"), Map.of(), JSON))
                    .isInstanceOf(Answered.class);
            assertThat(asked).containsExactly("only-we-know.invalid");
        }
    }

    @Test
    void an_unknown_name_or_a_dead_port_is_a_failure() throws Exception {
        Peer gone = Peer.answering(200, "");
        gone.close();
        try (Webhooks webhooks =
                open(host -> {
                    if (host.equals("127.0.0.1")) {
                        return here();
                    }
                    throw new UnknownHostException(host);
                })) {
            assertThat(webhooks.post(URI.create("http://shop.invalid/"), Map.of(), JSON))
                    .isInstanceOf(Failed.class);
            assertThat(webhooks.post(gone.uri("/"), Map.of(), JSON)).isInstanceOf(Failed.class);
        }
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        try (Peer elsewhere = Peer.answering(200, "success");
                Peer peer =
                        new Peer((_, to) ->
                                to.write(
                                        ("HTTP/1.1 302 .\r\nLocation: "
                                                        + elsewhere.uri("/")
                                                        + "\r\nContent-Length: 0\r\n\r\n")
                                                .getBytes(StandardCharsets.UTF_8)));
                Webhooks webhooks = open(_ -> here())) {
            assertThat(webhooks.post(peer.uri("/"), Map.of(), JSON))
                    .isEqualTo(new Answered(302, ""));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void of_a_long_answer_only_the_head_is_read() throws Exception {
        try (Peer peer =
                        new Peer((_, to) -> {
                            to.write("HTTP/1.1 200 .\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                            while (true) {
                                to.write("x".repeat(9_999).getBytes(StandardCharsets.UTF_8));
                            }
                        });
                Webhooks webhooks = open(_ -> here())) {
            assertThat(webhooks.post(peer.uri("/"), Map.of(), JSON))
                    .isEqualTo(new Answered(200, "x".repeat(Webhooks.LARGEST_ANSWER)));
        }
    }

    @Test
    void a_dripping_peer_is_given_up_at_the_deadline_and_asked_once() throws Exception {
        Peer[] self = new Peer[1];
        try (Peer peer =
                        new Peer((_, to) -> {
                            for (byte b : Peer.response(200, "x".repeat(500))) {
                                to.write(b);
                                self[0].linger(50);
                            }
                        });
                Webhooks webhooks = open(_ -> here())) {
            self[0] = peer;
            long began = System.nanoTime();
            assertThat(webhooks.post(peer.uri("/"), Map.of(), JSON)).isInstanceOf(Failed.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_name_server_that_hangs_is_given_up_at_the_deadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Webhooks webhooks =
                open(host -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new UnknownHostException(host);
                    }
                    return here();
                })) {
            assertThat(webhooks.post(URI.create("http://shop.example/"), Map.of(), JSON))
                    .isInstanceOf(Failed.class);
        }
    }

    @Test
    void a_thousand_calls_at_once_all_arrive_once() throws Exception {
        try (Peer peer = Peer.answering(200, "success");
                Webhooks webhooks = open(_ -> here());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WebhookAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                byte[] body = ("{\"i\":" + i + "}").getBytes(StandardCharsets.UTF_8);
                answers.add(threads.submit(() -> webhooks.post(peer.uri("/"), Map.of(), body)));
            }
            for (Future<WebhookAnswer> answer : answers) {
                assertThat(answer.get()).isEqualTo(new Answered(200, "success"));
            }
            assertThat(peer.requests()).extracting(Peer.Request::body).doesNotHaveDuplicates();
            assertThat(peer.requests()).hasSize(1_000);
        }
    }

    private static Webhooks open(Names names) {
        return new Webhooks(limits(true), names);
    }

    private static Webhooks closed(Names names) {
        return new Webhooks(limits(false), names);
    }

    private static WebhookLimits limits(boolean allowPrivate) {
        return new WebhookLimits(
                allowPrivate, Duration.ofMillis(500), Duration.ofMillis(1_500), 8, 64);
    }

    private static InetAddress[] here() {
        return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
    }

    private static URI named(Peer peer, String host) {
        return URI.create("http://" + host + ":" + peer.port() + "/");
    }

    /// A name server in one lambda.
    private interface Names extends DnsResolver {

        @Override
        default String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
