package com.suanpan.channel.mock;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.Samples;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import com.suanpan.outbound.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A peer in the channel's place that signs well and says what it is told.
abstract class MockPeer {

    static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    final Outbound outbound = Outbounds.within(Duration.ofSeconds(5));
    Peer peer;
    ChannelAccount account;
    MockPayment payment;
    private int status;
    private String body = "";

    @BeforeEach
    void a_channel_that_says_what_it_is_told() throws IOException {
        peer =
                new Peer((request, to) -> {
                    String[] line = request.head().split(" ", 3);
                    MockSigned said =
                            new MockSigned(
                                    Integer.toString(status),
                                    line[1],
                                    "1795417200",
                                    request.header("mock-nonce"),
                                    body.getBytes(StandardCharsets.UTF_8));
                    var answer = new ByteArrayOutputStream();
                    answer.writeBytes(
                            ("HTTP/1.1 " + status + " .\r\n").getBytes(StandardCharsets.UTF_8));
                    said.headers(MockAccount.parse(account))
                            .forEach((name, value) ->
                                    answer.writeBytes(
                                            (name + ": " + value + "\r\n")
                                                    .getBytes(StandardCharsets.UTF_8)));
                    answer.writeBytes(
                            ("Content-Length: " + said.body().length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    answer.writeBytes(said.body());
                    to.write(answer.toByteArray());
                });
        account = account("http://127.0.0.1:" + peer.port());
        payment = new MockQrPayment(new MockLine(ChannelLines.through(outbound), CLOCK));
    }

    @AfterEach
    void hang_up() throws IOException {
        peer.close();
        outbound.close();
    }

    RawCallback callback() {
        byte[] raw = body.getBytes(StandardCharsets.UTF_8);
        MockSigned signed =
                new MockSigned("POST", "/mock/callback", "1795417200", "0123456789abcdef", raw);
        return Samples.callback(signed.headers(MockAccount.parse(account)), raw);
    }

    void says(int status, String body) {
        this.status = status;
        this.body = body;
    }

    static ChannelAccount account(String baseUrl) {
        return Samples.account(
                "MOCK",
                Map.of("base_url", baseUrl, "merchant_no", "M1001", "secret", "k3y-of-the-mock"));
    }
}
