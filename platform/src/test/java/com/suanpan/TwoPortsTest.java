package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        classes = TwoPortsTest.Site.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "suanpan.callback.port=0")
class TwoPortsTest {

    private static final int LIMIT = 64 * 1024;

    @Value("${local.server.port}")
    private int first;

    @Value("${local.callback.port}")
    private int second;

    private final HttpClient client = HttpClient.newHttpClient();

    @EnableAutoConfiguration(
            excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    @Import(TwoPorts.class)
    @RestController
    static class Site {

        @PostMapping({"/api/read", "/callback/read", "/return/read"})
        String read(HttpServletRequest request) throws IOException {
            int length = request.getInputStream().readAllBytes().length;
            return length + " on " + Thread.currentThread().isVirtual();
        }

        @ExceptionHandler
        @ResponseStatus(HttpStatus.CONTENT_TOO_LARGE)
        String tooLarge(Refusal refusal) {
            return refusal.problem().name();
        }
    }

    @Test
    void callbacks_and_returns_are_answered_on_the_second_port_only() throws Exception {
        assertThat(status(second, "/callback/read")).isEqualTo(200);
        assertThat(status(second, "/return/read")).isEqualTo(200);
        assertThat(status(first, "/callback/read")).isEqualTo(404);
        assertThat(status(first, "/return/read")).isEqualTo(404);
    }

    @Test
    void all_else_is_answered_on_the_first_port_only() throws Exception {
        assertThat(status(first, "/api/read")).isEqualTo(200);
        assertThat(status(second, "/api/read")).isEqualTo(404);
    }

    @Test
    void no_spelling_of_a_path_reaches_the_api_through_the_second_port() throws Exception {
        for (String path :
                new String[] {
                    "/callback/../api/read",
                    "/callback/%2e%2e/api/read",
                    "/callback/..;/api/read",
                    "/callback//../api/read",
                    "/callback/;/../../api/read",
                    "//api/read",
                    "/API/read"
                }) {
            assertThat(raw(second, path)).as(path).matches("HTTP/1.1 (400|404).*");
        }
    }

    @Test
    void both_ports_are_served_by_virtual_threads() throws Exception {
        assertThat(post(first, "/api/read", BodyPublishers.ofString("x"))).isEqualTo("1 on true");
        assertThat(post(second, "/callback/read", BodyPublishers.ofString("x")))
                .isEqualTo("1 on true");
    }

    @Test
    void a_body_of_64_kib_is_read_and_a_byte_more_is_refused_whether_its_length_was_told_or_not()
            throws Exception {
        byte[] most = new byte[LIMIT];
        byte[] more = new byte[LIMIT + 1];
        for (BodyPublisher body : new BodyPublisher[] {told(most), untold(most)}) {
            assertThat(post(first, "/api/read", body)).isEqualTo(LIMIT + " on true");
        }
        for (BodyPublisher body : new BodyPublisher[] {told(more), untold(more)}) {
            assertThat(post(second, "/callback/read", body)).isEqualTo(Problem.TOO_LARGE.name());
        }
    }

    /// Who sends into a connection that the server closes just then does not know what became of the call.
    @Test
    void both_ports_keep_a_connection_longer_than_callers_do_and_for_any_number_of_calls()
            throws Exception {
        for (int port : new int[] {first, second}) {
            String path = port == first ? "/api/read" : "/callback/read";
            String calls = plain(path, "keep-alive").repeat(150) + plain(path, "close");
            String answers = exchanged(port, calls);

            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(152);
            assertThat(answers.split("Keep-Alive: timeout=75", -1)).hasSize(151);
        }
    }

    private static BodyPublisher told(byte[] body) {
        return BodyPublishers.ofByteArray(body);
    }

    private static BodyPublisher untold(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private int status(int port, String path) throws Exception {
        return client.send(request(port, path, BodyPublishers.noBody()), BodyHandlers.discarding())
                .statusCode();
    }

    private String post(int port, String path, BodyPublisher body) throws Exception {
        return client.send(request(port, path, body), BodyHandlers.ofString()).body();
    }

    private static HttpRequest request(int port, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(body)
                .build();
    }

    /// The first line of the answer to a path sent exactly as it is written.
    private static String raw(int port, String path) throws IOException {
        return exchanged(port, plain(path, "close")).lines().findFirst().orElse("");
    }

    private static String plain(String path, String connection) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: %s\r\n\r\n"
                .formatted(path, connection);
    }

    /// All that comes back until the server closes.
    private static String exchanged(int port, String calls) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream to = socket.getOutputStream();
            to.write(calls.getBytes(StandardCharsets.US_ASCII));
            to.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
