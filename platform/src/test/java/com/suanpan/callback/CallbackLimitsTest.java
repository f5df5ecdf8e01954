package com.suanpan.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What reaches the adapters, and what is turned away before it costs anything.
class CallbackLimitsTest extends CallbackGround {

    @Test
    void the_bytes_of_a_form_and_of_a_query_reach_the_adapter_as_they_came() throws Exception {
        String form = "a=1&b=%E4%BD%A0+x&&c";
        callback(
                "/fake/fake-1/payment?q=%2B+1&r",
                form, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(provider.read)
                .anySatisfy(call -> {
                    assertThat(new String(call.body(), StandardCharsets.UTF_8)).isEqualTo(form);
                    assertThat(call.rawQuery()).isEqualTo("q=%2B+1&r");
                    assertThat(call.headers()).containsKey("fake-key");
                    assertThat(call.method()).isEqualTo("POST");
                });
    }

    @Test
    void a_body_over_the_limit_is_refused_whether_its_length_was_told_or_not() throws Exception {
        byte[] more = new byte[64 * 1024 + 1];
        int before = provider.read.size();
        BodyPublisher untold = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(more));
        for (BodyPublisher body : List.of(BodyPublishers.ofByteArray(more), untold)) {
            HttpRequest request = to("/fake/fake-1/payment").POST(body).build();
            assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
        }
        assertThat(provider.read).hasSize(before);
    }

    @Test
    void a_body_that_drips_is_given_up() throws Exception {
        String head =
                "POST /callback/fake/fake-1/payment HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
                        + "X-Forwarded-For: "
                        + source
                        + "\r\n\r\n";
        CountDownLatch answered = new CountDownLatch(1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream to = socket.getOutputStream();
            to.write(head.getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            while (!answered.await(20, TimeUnit.MILLISECONDS)) {
                                to.write('x');
                            }
                        } catch (Exception _) {
                            // The other side has hung up.
                        }
                    });
            byte[] line = socket.getInputStream().readNBytes(12);
            answered.countDown();
            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void a_flood_is_turned_away_before_anything_is_verified_and_harms_no_other_source()
            throws Exception {
        JsonNode order = order();
        int before = provider.read.size();
        AtomicInteger away = new AtomicInteger();
        for (int i = 0; i < 40; i++) {
            int status =
                    callback("/fake/fake-1/payment", paid(order, 8_800), "Fake-Key", "false")
                            .statusCode();
            if (status == 429) {
                away.incrementAndGet();
            }
        }
        assertThat(away).hasValue(35);
        assertThat(provider.read).hasSize(before + 5);

        source = "192.0.2.1";
        for (int i = 0; i < 20; i++) {
            assertThat(callback("/fake/fake-1/payment", paid(order, 8_800)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(postings(order)).isEqualTo(1);
    }
}
