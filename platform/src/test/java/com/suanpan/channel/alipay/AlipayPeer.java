package com.suanpan.channel.alipay;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.Golden;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.Samples;
import com.suanpan.channel.StartOrder;
import com.suanpan.money.Money;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import com.suanpan.outbound.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A peer in Alipay's place that holds its key and says what it is told.
abstract class AlipayPeer {

    static final Money DUE = Money.cny(10000);
    static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    static final String TRADE =
            "\"code\":\"10000\",\"out_trade_no\":\""
                    + Samples.NUMBER
                    + "\",\"trade_no\":\"2026112322001\",\"total_amount\":\"100.00\"";

    final Outbound outbound = Outbounds.within(Duration.ofSeconds(5));
    final AlipayLine line = new AlipayLine(ChannelLines.through(outbound), CLOCK);
    final AlipayPayment qr = new AlipayQrPayment(line);
    Peer peer;
    ChannelAccount account;
    String answer = "";

    @BeforeEach
    void a_gateway_that_says_what_it_is_told() throws IOException {
        peer = new Peer((_, to) -> to.write(Peer.response(200, answer)));
        account = AlipaySamples.account("http://127.0.0.1:" + peer.port() + "/gateway.do");
    }

    @AfterEach
    void hang_up() throws IOException {
        peer.close();
        outbound.close();
    }

    static StartOrder order() {
        return Samples.order(Samples.NUMBER, DUE, Samples.NOW);
    }

    static StartOrder withPayer(@org.jspecify.annotations.Nullable String payer) {
        StartOrder o = order();
        return new StartOrder(
                o.requestNo(),
                o.amount(),
                o.subject(),
                o.body(),
                o.createdAt(),
                o.expiresAt(),
                o.callbackUrl(),
                o.returnUrl(),
                payer,
                o.clientIp());
    }

    QueryResult query() {
        return qr.query(account, Samples.flow(Samples.NUMBER, DUE));
    }

    CallbackResult read(String form) {
        return qr.read(
                account,
                PaymentHandler.PAYMENT,
                Samples.callback(Map.of(), form.getBytes(StandardCharsets.UTF_8)));
    }

    static RawCallback browser(String query) {
        return new RawCallback("GET", Map.of(), query, new byte[0]);
    }

    void says(String root, String node) {
        answer =
                new String(
                        AlipaySignatureTest.envelope(root, node.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8);
    }

    Map<String, String> asked() {
        Peer.Request request = peer.requests().getLast();
        String target = request.head().split(" ", 3)[1];
        Map<String, String> all = fields(URI.create(target).getRawQuery());
        all.putAll(fields(request.body()));
        return all;
    }

    static Map<String, String> notice() {
        return fields(AlipaySignatureTest.noticeForm().replaceAll("&sign(_type)?=[^&]*", ""));
    }

    /// A notice signed by Alipay's key, as it would sign it.
    static String signed(Map<String, String> notice) {
        Map<String, String> sorted = new TreeMap<>(notice);
        sorted.remove("sign");
        sorted.remove("sign_type");
        String text =
                sorted.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("&"));
        sorted.put("sign", Golden.signedByProvider(text.getBytes(StandardCharsets.UTF_8)));
        sorted.put("sign_type", "RSA2");
        return sorted.entrySet().stream()
                .map(e ->
                        e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> fields(String form) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals),
                    URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
