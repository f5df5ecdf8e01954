package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireTest {

    /// Gives one byte at a time, as a bad network does.
    private static Wire wire(String text) {
        InputStream whole = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new Wire(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        return whole.read();
                    }

                    @Override
                    public int read(byte[] to, int at, int most) throws IOException {
                        return whole.read(to, at, Math.min(most, 1));
                    }
                });
    }

    @Test
    void messages_follow_each_other_on_one_connection() throws IOException {
        Wire wire =
                wire(
                        "HTTP/1.1 200 \r\nContent-Length: 6\r\n\r\n支付"
                                + "HTTP/1.1 503 \r\ncontent-length: 1\r\nConnection: close\r\n\r\nx");

        assertThat(wire.next()).isTrue();
        assertThat(wire.status()).isEqualTo(200);
        assertThat(wire.body()).isEqualTo("支付");
        assertThat(wire.lastOfConnection()).isFalse();
        assertThat(wire.next()).isTrue();
        assertThat(wire.status()).isEqualTo(503);
        assertThat(wire.lastOfConnection()).isTrue();
        assertThat(wire.next()).isFalse();
    }

    @Test
    void a_body_larger_than_the_buffer_is_whole() throws IOException {
        String body = "0123456789".repeat(5_000);
        Wire wire = wire("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + body);

        assertThat(wire.next()).isTrue();
        assertThat(wire.body()).isEqualTo(body);
    }

    @Test
    void an_answer_that_breaks_off_is_none() {
        assertThatThrownBy(wire("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc")::next)
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(wire("HTTP/1.1 200 OK\r\nConte")::next).isInstanceOf(EOFException.class);
    }

    @Test
    void chunks_are_refused_rather_than_misread() {
        assertThatThrownBy(wire("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0")::next)
                .isInstanceOf(IOException.class);
    }
}
