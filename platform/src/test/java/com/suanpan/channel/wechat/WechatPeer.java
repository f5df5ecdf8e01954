package com.suanpan.channel.wechat;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLines;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Outcomes;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.Samples;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.money.Money;
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

/// A peer in WeChat's place that holds its key and says what it is told.
abstract class WechatPeer {

    static final Money DUE = Money.cny(10000);
    static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
    static final String UNPAID =
            "\"appid\":\"wxd678efh567hg6787\",\"mchid\":\"1900007291\",\"out_trade_no\":\""
                    + Samples.NUMBER
                    + "\",\"amount\":{\"total\":10000,\"payer_total\":8800,\"currency\":\"CNY\"}";
    static final String PAID =
            UNPAID
                    + ",\"transaction_id\":\"4200001\",\"success_time\":\"2026-11-23T15:00:30+08:00\","
                    + "\"payer\":{\"openid\":\"oUpF8uMuAJO\"}";

    final Outbound outbound = Outbounds.within(Duration.ofSeconds(5));
    final WechatLine line = new WechatLine(ChannelLines.through(outbound), CLOCK);
    final WechatPayment payment = new WechatNativePayment(line);
    Peer peer;
    ChannelAccount account;
    int status;
    String body = "";
    Map<String, String> headers = Map.of();

    @BeforeEach
    void an_api_that_says_what_it_is_told() throws IOException {
        peer = new Peer((_, to) -> to.write(answer()));
        account = WechatSamples.account("http://127.0.0.1:" + peer.port());
    }

    @AfterEach
    void hang_up() throws IOException {
        peer.close();
        outbound.close();
    }

    static StartOrder order() {
        return Samples.order(Samples.NUMBER, DUE, Samples.NOW);
    }

    StartResult start() {
        return payment.start(account, order());
    }

    Credential credential(WechatPayment scene) {
        return ((StartResult.Started) scene.start(account, order())).credential();
    }

    QueryResult query() {
        return payment.query(account, Samples.flow(Samples.NUMBER, DUE));
    }

    String close() {
        return Outcomes.of(payment.close(account, Samples.flow(Samples.NUMBER, DUE)));
    }

    CallbackResult read() {
        return payment.read(
                account,
                PaymentHandler.PAYMENT,
                Samples.callback(headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    static RawCallback browser(String query) {
        return new RawCallback("GET", Map.of(), query, new byte[0]);
    }

    void says(int status, String body) {
        this.status = status;
        this.body = body;
        this.headers = WechatSamples.signed(body.getBytes(StandardCharsets.UTF_8));
    }

    byte[] answer() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " .\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (status != 204) {
            head.append("Content-Length: " + content.length + "\r\n");
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        answer.writeBytes(content);
        return answer.toByteArray();
    }
}
