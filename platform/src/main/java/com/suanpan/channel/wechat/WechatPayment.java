package com.suanpan.channel.wechat;

import com.suanpan.channel.Acknowledgement;
import com.suanpan.channel.AskPlan;
import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.CallbackResult.Refused;
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
import com.suanpan.channel.ReadsReturns;
import com.suanpan.channel.RefundOrder;
import com.suanpan.channel.RefundResult;
import com.suanpan.channel.Refunds;
import com.suanpan.channel.ReturnResult;
import com.suanpan.channel.Scene;
import com.suanpan.channel.Setting;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import com.suanpan.channel.wechat.WechatLine.Reply;
import com.suanpan.number.NumberForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What all of WeChat's scenes share: everything but what a scene must know of the payer and what it
/// hands out.
abstract class WechatPayment implements PaymentHandler, Closes, Refunds, ReadsReturns {

    /// WeChat refuses an expiry less than a minute ahead; half a minute more is for the way there.
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(90);

    private static final AskPlan ASK_PLAN =
            new AskPlan(
                    List.of(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(2),
                            Duration.ofMinutes(5)),
                    SHORTEST_LIFE,
                    Duration.ofMinutes(5));

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX")
                    .withZone(ZoneId.of("Asia/Shanghai"));
    private static final String BY_NUMBER = "/v3/pay/transactions/out-trade-no/";

    final WechatLine line;
    private final WechatRefunds refunds;
    private final PayMethod method;
    private final String path;

    /// `pathWord` ends the address that starts this scene.
    WechatPayment(WechatLine line, String sceneWord, String pathWord, Scene scene) {
        this.line = line;
        this.refunds = new WechatRefunds(line);
        this.method = new PayMethod("WECHAT_" + sceneWord, "WECHAT", scene);
        this.path = "/v3/pay/transactions/" + pathWord;
    }

    /// What WeChat must be told of the payer in this scene; empty if the order does not say it.
    abstract Optional<Map<String, Object>> payer(StartOrder order);

    /// What the payer is handed; empty if the answer lacks it.
    abstract Optional<Credential> credential(
            WechatAccount mine, StartOrder order, WechatPrepaid prepaid);

    @Override
    public final PayMethod method() {
        return method;
    }

    @Override
    public final ProviderNames names() {
        return new ProviderNames("微信支付", "WeChat Pay");
    }

    @Override
    public final List<Setting> settings() {
        return WechatAccount.SETTINGS;
    }

    @Override
    public final NumberForm numberForm() {
        return new NumberForm(6, 32, "0-9A-Za-z_\\-|*");
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
        WechatAccount mine = line.parsed(account);
        Optional<Map<String, Object>> payer = payer(order);
        if (payer.isEmpty()) {
            return new StartResult.Refused(
                    "PAYER_UNKNOWN", method + " needs the payer's openid or address", false);
        }
        Map<String, Object> body = body(mine, order);
        body.putAll(payer.get());
        return switch (line.post(account, "start", order.requestNo(), path, body)) {
            case Reply.Said(_, var answer) ->
                    WireJson.read(answer, WechatPrepaid.class)
                            .flatMap(prepaid -> credential(mine, order, prepaid))
                            .<StartResult>map(StartResult.Started::new)
                            .orElseGet(() ->
                                    new StartResult.Unknown(
                                            UnknownWhy.UNREADABLE, "no credential"));
            case Reply.Erred(var meaning, var code, var text) -> notStarted(meaning, code, text);
            case Reply.NotSent(var why) -> new StartResult.NotSent(why);
            case Reply.Unknown(var why, var detail) -> new StartResult.Unknown(why, detail);
        };
    }

    private static Map<String, Object> body(WechatAccount mine, StartOrder order) {
        Instant earliest = order.createdAt().plus(SHORTEST_LIFE);
        Instant expiry = order.expiresAt().isBefore(earliest) ? earliest : order.expiresAt();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("appid", mine.appId());
        body.put("mchid", mine.mchId());
        body.put("description", order.subject());
        body.put("out_trade_no", order.requestNo());
        body.put("time_expire", TIME.format(expiry));
        body.put("notify_url", order.callbackUrl());
        body.put(
                "amount",
                Map.of("total", order.amount().minor(), "currency", order.amount().currency()));
        return body;
    }

    private static StartResult notStarted(WechatMeaning meaning, String code, String text) {
        return switch (meaning) {
            case PAYING, NUMBER_USED -> new StartResult.MustAsk(code, text);
            case REFUSED -> new StartResult.Refused(code, text, false);
            case ACCOUNT_REFUSED -> new StartResult.Refused(code, text, true);
            case NO_SUCH_ORDER,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    NO_SUCH_THING,
                    THROTTLED,
                    UNSURE,
                    UNDEFINED ->
                    new StartResult.Unknown(meaning.leavesUnknown(), code);
        };
    }

    @Override
    public final QueryResult query(ChannelAccount account, FlowRef flow) {
        WechatAccount mine = line.parsed(account);
        String address = BY_NUMBER + encoded(flow.requestNo()) + "?mchid=" + encoded(mine.mchId());
        return switch (line.get(account, "query", flow.requestNo(), address)) {
            case Reply.Said(_, var body) ->
                    WireJson.read(body, WechatTransaction.class)
                            .map(transaction -> state(mine, flow, transaction))
                            .orElseGet(() ->
                                    new QueryResult.Unknown(
                                            UnknownWhy.UNREADABLE, "no transaction"));
            case Reply.Erred(var meaning, var code, _) ->
                    meaning == WechatMeaning.NO_SUCH_ORDER
                            ? new QueryResult.NoSuchOrder()
                            : new QueryResult.Unknown(meaning.leavesUnknown(), code);
            case Reply.NotSent(var why) -> new QueryResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new QueryResult.Unknown(why, detail);
        };
    }

    private QueryResult state(WechatAccount mine, FlowRef flow, WechatTransaction transaction) {
        return transaction.isOf(mine) && flow.requestNo().equals(transaction.outTradeNo())
                ? transaction.state(line.now())
                : new QueryResult.Unknown(UnknownWhy.CONTRADICTS, "another order or merchant");
    }

    @Override
    public final CloseResult close(ChannelAccount account, FlowRef flow) {
        String address = BY_NUMBER + encoded(flow.requestNo()) + "/close";
        Map<String, Object> body = Map.of("mchid", line.parsed(account).mchId());
        return switch (line.post(account, "close", flow.requestNo(), address, body)) {
            case Reply.Said(int status, _) ->
                    status == 204
                            ? new CloseResult.Closed()
                            : new CloseResult.Unknown(UnknownWhy.UNDEFINED, "HTTP " + status);
            case Reply.Erred(var meaning, var code, _) -> notClosed(meaning, code);
            case Reply.NotSent(var why) -> new CloseResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new CloseResult.Unknown(why, detail);
        };
    }

    private static CloseResult notClosed(WechatMeaning meaning, String code) {
        return switch (meaning) {
            case PAYING, NUMBER_USED -> new CloseResult.MustAsk(code);
            case NO_SUCH_ORDER -> new CloseResult.NoSuchOrder();
            case REFUSED,
                    ACCOUNT_REFUSED,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    NO_SUCH_THING,
                    THROTTLED,
                    UNSURE,
                    UNDEFINED ->
                    new CloseResult.Unknown(meaning.leavesUnknown(), code);
        };
    }

    @Override
    public final boolean refundMayRepeat() {
        return true;
    }

    @Override
    public final AskPlan refundAskPlan() {
        return WechatRefunds.ASK_PLAN;
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
        WechatAccount mine = line.parsed(account);
        return event.equals(PAYMENT) || event.equals(REFUND)
                ? WechatCallback.read(mine, event, callback, line.now())
                : new Refused(Reason.UNKNOWN_EVENT, event);
    }

    /// H5 comes back with the number that we put into its address; WeChat signs nothing there, so that
    /// only the address itself shows that it was sent.
    @Override
    public final ReturnResult readReturn(ChannelAccount account, RawCallback browser) {
        return Optional.of(browser.rawQuery())
                .filter(query -> query.startsWith(WechatH5Payment.RETURNED))
                .map(query -> query.substring(WechatH5Payment.RETURNED.length()))
                .filter(numberForm()::takes)
                .<ReturnResult>map(ReturnResult.Unsigned::new)
                .orElseGet(() -> new ReturnResult.Refused("no flow_no"));
    }

    @Override
    public final Acknowledgement taken() {
        return Acknowledgement.json(200, "{\"code\":\"SUCCESS\"}");
    }

    @Override
    public final Acknowledgement refused() {
        return Acknowledgement.json(400, "{\"code\":\"FAIL\",\"message\":\"refused\"}");
    }

    @Override
    public final void check(ChannelAccount account) {
        line.parsed(account);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
