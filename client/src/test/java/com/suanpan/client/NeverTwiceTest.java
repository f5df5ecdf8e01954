package com.suanpan.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Against a server that counts what reaches it and cuts its connections where HTTP clients like to send
/// again by themselves.
class NeverTwiceTest {

    private static final Signing SIGNING = Signing.hmac("secret");
    private static final PayRequest REQUEST =
            PayRequest.of("A1").amount("1.00").subject("tea").payMethod("MOCK_QR");

    /// What becomes of the second call on a connection that the first call kept alive.
    enum Then {
        READ_AND_CLOSED,
        CLOSED_UNREAD,
        CUT_IN_THE_HEADERS,
        CUT_IN_THE_BODY
    }

    private final AtomicInteger reached = new AtomicInteger();
    private final ServerSocket server;
    private final SuanpanClient client;
    private volatile Then then = Then.READ_AND_CLOSED;

    NeverTwiceTest() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client =
                new SuanpanClient(
                        "http://127.0.0.1:" + server.getLocalPort(), "M1", "ak_1", SIGNING);
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Then.class)
    void a_call_on_a_kept_connection_that_is_cut_is_sent_once_and_unknown(Then what) {
        then = what;

        assertThat(client.pay(REQUEST)).isInstanceOf(Outcome.Answered.class);
        assertThat(client.pay(REQUEST))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        u -> assertThat(u.query()).isEqualTo(REQUEST.query()));

        assertThat(reached).hasValue(2);
    }

    @Test
    void the_caller_who_asks_again_is_heard() {
        assertThat(client.pay(REQUEST)).isInstanceOf(Outcome.Answered.class);
        assertThat(client.pay(REQUEST)).isInstanceOf(Outcome.Unknown.class);
        assertThat(client.query(REQUEST.query())).isInstanceOf(Outcome.Answered.class);

        assertThat(reached).hasValue(3);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /// The first call of a connection is answered and kept alive, the second is cut.
    private void serve(Socket socket) {
        try (socket) {
            reads(socket);
            socket.getOutputStream().write(answer());
            socket.getOutputStream().flush();
            if (then == Then.CLOSED_UNREAD) {
                if (socket.getInputStream().read() >= 0) {
                    reached.incrementAndGet();
                }
                socket.setSoLinger(true, 0);
                return;
            }
            reads(socket);
            byte[] answer = answer();
            socket.getOutputStream()
                    .write(
                            answer,
                            0,
                            switch (then) {
                                case READ_AND_CLOSED, CLOSED_UNREAD -> 0;
                                case CUT_IN_THE_HEADERS -> 20;
                                case CUT_IN_THE_BODY -> answer.length - 20;
                            });
        } catch (IOException e) {
            // the client went away first
        }
    }

    /// Reads one whole call and counts it.
    private void reads(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = socket.getInputStream().read();
            if (one < 0) {
                throw new IOException("gone");
            }
            head.append((char) one);
        }
        String length = head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
        socket.getInputStream().readNBytes(Integer.parseInt(length));
        reached.incrementAndGet();
    }

    private static byte[] answer() {
        String data =
                "{\"merchant_id\":\"M1\",\"order_no\":\"A1\",\"pay_order_no\":\"26\",\"amount\":\"1.00\",\"status\":\"PROCESSING\"}";
        String sign =
                SIGNING.sign("code=SUCCESS&data=" + data + "&message=m&request_no=R1&timestamp=1");
        String body =
                "{\"code\":\"SUCCESS\",\"message\":\"m\",\"request_no\":\"R1\",\"timestamp\":\"1\",\"data\":%s,\"sign\":\"%s\"}"
                        .formatted(data, sign);
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
