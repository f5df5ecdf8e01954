package com.suanpan.channel.mock;

import com.suanpan.channel.Acknowledgement;
import com.suanpan.channel.AskPlan;
import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.CloseResult;
import com.suanpan.channel.Closes;
import com.suanpan.channel.Credential;
import com.suanpan.channel.FlowRef;
import com.suanpan.channel.PayMethod;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.ProviderNames;
import com.suanpan.channel.QueryResult;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.Refunds;
import com.suanpan.channel.Scene;
import com.suanpan.channel.Setting;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.mock.MockLine.Reply;
import com.suanpan.number.NumberForm;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/// What all scenes of the mock channel share: everything but what the payer is handed.
abstract class MockPayment implements PaymentHandler, Closes, Refunds {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX")
                    .withZone(ZoneId.of("Asia/Shanghai"));
    private static final AskPlan ASK_PLAN =
            new AskPlan(
                    List.of(
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(15),
                            Duration.ofMinutes(1)),
                    Duration.ZERO,
                    Duration.ofSeconds(5));

    private final MockLine line;
    private final MockRefunds refunds;
    private final PayMethod method;
    private final String sceneWord;

    /// `sceneWord` names the scene to the channel, and after `MOCK_` to merchants.
    MockPayment(MockLine line, String sceneWord, Scene scene) {
        this.line = line;
        this.refunds = new MockRefunds(line);
        this.method = new PayMethod("MOCK_" + sceneWord, "MOCK", scene);
        this.sceneWord = sceneWord;
    }

    /// How this scene leads the payer to the channel's page.
    abstract Credential credential(URI payUrl);

    @Override
    public final PayMethod method() {
        return method;
    }

    @Override
    public final ProviderNames names() {
        return new ProviderNames("模拟通道", "Mock channel");
    }

    @Override
    public final List<Setting> settings() {
        return MockAccount.SETTINGS;
    }

    @Override
    public final NumberForm numberForm() {
        return new NumberForm(1, 32, "0-9A-Za-z_-");
    }

    @Override
    public final AskPlan askPlan() {
        return ASK_PLAN;
    }

    @Override
    public boolean startCalls() {
        return true;
    }

    @Override
    public final boolean startMayRepeat() {
        return true;
    }

    @Override
    public final StartResult start(ChannelAccount account, StartOrder order) {
        MockAccount mine = line.parsed(account);
        Map<String, Object> question =
                Map.of(
                        "merchant_no", mine.merchantNo(),
                        "order_no", order.requestNo(),
                        "amount", order.amount().minor(),
                        "currency", order.amount().currency(),
                        "subject", order.subject(),
                        "scene", sceneWord,
                        "notify_url", order.callbackUrl(),
                        "return_url", order.returnUrl(),
                        "expires_at", TIME.format(order.expiresAt()));
        return switch (line.ask(account, "pay", order.requestNo(), question)) {
            case Reply.Said(var code, var message) -> started(mine, order, code, message);
            case Reply.NotSent(var why) -> new StartResult.NotSent(why);
            case Reply.Unknown(var why, var detail) -> new StartResult.Unknown(why, detail);
        };
    }

    private StartResult started(
            MockAccount mine, StartOrder order, MockCode code, MockMessage message) {
        return switch (code) {
            case SUCCESS -> handedOut(mine, order, message);
            case PARAM_ERROR, REFUSED ->
                    new StartResult.Refused(code.name(), message.text(), false);
            case SIGN_ERROR, TIMESTAMP_EXPIRED, MERCHANT_UNKNOWN ->
                    new StartResult.Refused(code.name(), message.text(), true);
            case ORDER_CONFLICT, ORDER_PAID, ORDER_CLOSED ->
                    new StartResult.MustAsk(code.name(), message.text());
            case SHORT_OF_FUNDS,
                    ORDER_NOT_FOUND,
                    REFUND_NOT_FOUND,
                    REFUND_CONFLICT,
                    RATE_LIMITED,
                    SYSTEM_ERROR ->
                    new StartResult.Unknown(code.leavesUnknown(), code.name());
        };
    }

    private StartResult handedOut(MockAccount mine, StartOrder order, MockMessage message) {
        if (!message.isAbout(mine, order.requestNo()) || !message.tells(order.amount())) {
            return new StartResult.Unknown(UnknownWhy.CONTRADICTS, "another order or amount");
        }
        return switch (message.state()) {
            case QueryResult.Waiting _ ->
                    message.address()
                            .<StartResult>map(url -> new StartResult.Started(credential(url)))
                            .orElseGet(() ->
                                    new StartResult.Unknown(UnknownWhy.UNREADABLE, "pay_url"));
            case QueryResult.Paid _, QueryResult.Closed _, QueryResult.NoSuchOrder _ ->
                    new StartResult.MustAsk("SUCCESS", "status " + message.status());
            case QueryResult.Unknown(var why, var detail) -> new StartResult.Unknown(why, detail);
        };
    }

    @Override
    public final QueryResult query(ChannelAccount account, FlowRef flow) {
        MockAccount mine = line.parsed(account);
        return switch (askAbout(account, "query", flow)) {
            case Reply.Said(var code, var message) -> state(mine, flow, code, message);
            case Reply.NotSent(var why) -> new QueryResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new QueryResult.Unknown(why, detail);
        };
    }

    private static QueryResult state(
            MockAccount mine, FlowRef flow, MockCode code, MockMessage message) {
        return switch (code) {
            case SUCCESS ->
                    message.isAbout(mine, flow.requestNo())
                            ? message.state()
                            : new QueryResult.Unknown(UnknownWhy.CONTRADICTS, "another order");
            case ORDER_NOT_FOUND -> new QueryResult.NoSuchOrder();
            case PARAM_ERROR,
                    SIGN_ERROR,
                    TIMESTAMP_EXPIRED,
                    MERCHANT_UNKNOWN,
                    REFUSED,
                    SHORT_OF_FUNDS,
                    REFUND_NOT_FOUND,
                    ORDER_CONFLICT,
                    ORDER_PAID,
                    ORDER_CLOSED,
                    REFUND_CONFLICT,
                    RATE_LIMITED,
                    SYSTEM_ERROR ->
                    new QueryResult.Unknown(code.leavesUnknown(), code.name());
        };
    }

    @Override
    public final CloseResult close(ChannelAccount account, FlowRef flow) {
        MockAccount mine = line.parsed(account);
        return switch (askAbout(account, "close", flow)) {
            case Reply.Said(var code, var message) ->
                    closed(code, state(mine, flow, code, message));
            case Reply.NotSent(var why) -> new CloseResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new CloseResult.Unknown(why, detail);
        };
    }

    private static CloseResult closed(MockCode code, QueryResult state) {
        if (code.numberIsUsed()) {
            return new CloseResult.MustAsk(code.name());
        }
        return switch (state) {
            case QueryResult.Closed _ -> new CloseResult.Closed();
            case QueryResult.Paid _, QueryResult.Waiting _ -> new CloseResult.MustAsk(code.name());
            case QueryResult.NoSuchOrder _ -> new CloseResult.NoSuchOrder();
            case QueryResult.Unknown(var why, var detail) -> new CloseResult.Unknown(why, detail);
        };
    }

    private Reply askAbout(ChannelAccount account, String operation, FlowRef flow) {
        String merchantNo = line.parsed(account).merchantNo();
        return line.ask(
                account,
                operation,
                flow.requestNo(),
                Map.of("merchant_no", merchantNo, "order_no", flow.requestNo()));
    }

    @Override
    public final boolean refundMayRepeat() {
        return true;
    }

    @Override
    public final AskPlan refundAskPlan() {
        return MockRefunds.ASK_PLAN;
    }

    @Override
    public final RefundResult refund(ChannelAccount account, RefundOrder order) {
        return refunds.refund(account, order);
    }

    @Override
    public final RefundResult queryRefund(ChannelAccount account, RefundOrder order) {
        return refunds.query(account, order);
    }

    @Override
    public final CallbackResult read(ChannelAccount account, String event, RawCallback callback) {
        return event.equals(PAYMENT) || event.equals(REFUND)
                ? line.read(account, event, callback)
                : new CallbackResult.Refused(CallbackResult.Reason.UNKNOWN_EVENT, event);
    }

    @Override
    public final Acknowledgement taken() {
        return Acknowledgement.json(200, "{\"code\":\"SUCCESS\"}");
    }

    @Override
    public final Acknowledgement refused() {
        return Acknowledgement.json(400, "{\"code\":\"FAIL\"}");
    }

    @Override
    public final void check(ChannelAccount account) {
        line.parsed(account);
    }
}
