package com.suanpan.channel.alipay;

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
import com.suanpan.channel.alipay.AlipayLine.Reply;
import com.suanpan.number.NumberForm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What all of Alipay's scenes share: everything but how a payment starts.
abstract class AlipayPayment implements PaymentHandler, Closes, Refunds, ReadsReturns {

    /// Alipay refuses an expiry less than a minute ahead; half a minute more is for the way there.
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

    final AlipayLine line;
    private final AlipayRefunds refunds;
    private final PayMethod method;

    AlipayPayment(AlipayLine line, String sceneWord, Scene scene) {
        this.line = line;
        this.refunds = new AlipayRefunds(line);
        this.method = new PayMethod("ALIPAY_" + sceneWord, "ALIPAY", scene);
    }

    @Override
    public final PayMethod method() {
        return method;
    }

    @Override
    public final ProviderNames names() {
        return new ProviderNames("支付宝", "Alipay");
    }

    @Override
    public final List<Setting> settings() {
        return AlipayAccount.SETTINGS;
    }

    @Override
    public final NumberForm numberForm() {
        return new NumberForm(1, 64, "0-9A-Za-z_");
    }

    @Override
    public final AskPlan askPlan() {
        return ASK_PLAN;
    }

    /// Links and app orders are signed here; who has another scene says so.
    @Override
    public boolean startCalls() {
        return false;
    }

    @Override
    public final boolean startMayRepeat() {
        return true;
    }

    /// The content that every scene's request begins with. Alipay takes no `/`, `=` or `&` in a
    /// subject: their full-width forms stand in for them.
    static Map<String, Object> content(AlipayAccount mine, StartOrder order, String productCode) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("out_trade_no", order.requestNo());
        content.put("total_amount", order.amount().text());
        content.put(
                "subject", order.subject().replace('/', '／').replace('=', '＝').replace('&', '＆'));
        content.put("product_code", productCode);
        content.put("time_expire", AlipayTrade.TIME.format(expiry(order)));
        if (!mine.sellerId().isEmpty()) {
            content.put("seller_id", mine.sellerId());
        }
        return content;
    }

    private static Instant expiry(StartOrder order) {
        Instant earliest = order.createdAt().plus(SHORTEST_LIFE);
        return order.expiresAt().isBefore(earliest) ? earliest : order.expiresAt();
    }

    /// Where Alipay calls and where its page sends the browser back to.
    static Map<String, String> urls(StartOrder order) {
        return Map.of(
                "notify_url", order.callbackUrl().toString(),
                "return_url", order.returnUrl().toString());
    }

    /// Starts by a call; `credential` takes out of the answer what the payer needs.
    final StartResult startByCall(
            ChannelAccount account,
            StartOrder order,
            String call,
            Map<String, Object> content,
            Function<AlipayResponse, Optional<Credential>> credential) {
        Map<String, String> notify = Map.of("notify_url", order.callbackUrl().toString());
        return switch (line.call(account, call, order.requestNo(), content, notify)) {
            case Reply.Said(var meaning, var response) ->
                    started(order, meaning, response, credential);
            case Reply.NotSent(var why) -> new StartResult.NotSent(why);
            case Reply.Unknown(var why, var detail) -> new StartResult.Unknown(why, detail);
        };
    }

    private static StartResult started(
            StartOrder order,
            AlipayMeaning meaning,
            AlipayResponse response,
            Function<AlipayResponse, Optional<Credential>> credential) {
        String reason = response.reason();
        return switch (meaning) {
            case DONE ->
                    response.isAbout(order.requestNo())
                            ? credential
                                    .apply(response)
                                    .<StartResult>map(StartResult.Started::new)
                                    .orElseGet(() ->
                                            new StartResult.Unknown(
                                                    UnknownWhy.UNREADABLE, "no credential"))
                            : new StartResult.Unknown(UnknownWhy.CONTRADICTS, "another trade");
            case PAYING, NUMBER_USED -> new StartResult.MustAsk(reason, response.text());
            case REFUSED -> new StartResult.Refused(reason, response.text(), false);
            case REFUSED_AT_THE_DOOR -> new StartResult.Refused(reason, response.text(), true);
            case NO_SUCH_TRADE, REFUND_REFUSED, SHORT_OF_FUNDS, THROTTLED, UNSURE, UNDEFINED ->
                    new StartResult.Unknown(meaning.leavesUnknown(), reason);
        };
    }

    @Override
    public final QueryResult query(ChannelAccount account, FlowRef flow) {
        return switch (askAbout(account, "alipay.trade.query", flow)) {
            case Reply.Said(var meaning, var response) -> state(flow, meaning, response);
            case Reply.NotSent(var why) -> new QueryResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new QueryResult.Unknown(why, detail);
        };
    }

    private QueryResult state(FlowRef flow, AlipayMeaning meaning, AlipayResponse response) {
        return switch (meaning) {
            case DONE ->
                    response.isAbout(flow.requestNo())
                            ? response.trade(line.now()).state()
                            : new QueryResult.Unknown(UnknownWhy.CONTRADICTS, "another trade");
            case PAYING -> new QueryResult.Waiting();
            case NO_SUCH_TRADE -> new QueryResult.NoSuchOrder();
            case NUMBER_USED,
                    REFUSED,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    REFUSED_AT_THE_DOOR,
                    THROTTLED,
                    UNSURE,
                    UNDEFINED ->
                    new QueryResult.Unknown(meaning.leavesUnknown(), response.reason());
        };
    }

    @Override
    public final CloseResult close(ChannelAccount account, FlowRef flow) {
        return switch (askAbout(account, "alipay.trade.close", flow)) {
            case Reply.Said(var meaning, var response) -> closed(flow, meaning, response);
            case Reply.NotSent(var why) -> new CloseResult.Unknown(UnknownWhy.NOT_SENT, why);
            case Reply.Unknown(var why, var detail) -> new CloseResult.Unknown(why, detail);
        };
    }

    private static CloseResult closed(
            FlowRef flow, AlipayMeaning meaning, AlipayResponse response) {
        return switch (meaning) {
            case DONE ->
                    response.isAbout(flow.requestNo())
                            ? new CloseResult.Closed()
                            : new CloseResult.Unknown(UnknownWhy.CONTRADICTS, "another trade");
            case PAYING, NUMBER_USED -> new CloseResult.MustAsk(response.reason());
            case NO_SUCH_TRADE -> new CloseResult.NoSuchOrder();
            case REFUSED,
                    REFUND_REFUSED,
                    SHORT_OF_FUNDS,
                    REFUSED_AT_THE_DOOR,
                    THROTTLED,
                    UNSURE,
                    UNDEFINED ->
                    new CloseResult.Unknown(meaning.leavesUnknown(), response.reason());
        };
    }

    private Reply askAbout(ChannelAccount account, String call, FlowRef flow) {
        return line.call(
                account,
                call,
                flow.requestNo(),
                Map.of("out_trade_no", flow.requestNo()),
                Map.of());
    }

    @Override
    public final boolean refundMayRepeat() {
        return true;
    }

    @Override
    public final AskPlan refundAskPlan() {
        return AlipayRefunds.ASK_PLAN;
    }

    @Override
    public final RefundResult refund(ChannelAccount account, RefundOrder order) {
        return refunds.refund(account, order);
    }

    @Override
    public final RefundResult queryRefund(ChannelAccount account, RefundOrder order) {
        return refunds.query(account, order);
    }

    /// Alipay tells of refunds where it tells of the payment.
    @Override
    public final CallbackResult read(ChannelAccount account, String event, RawCallback callback) {
        AlipayAccount mine = line.parsed(account);
        return event.equals(PAYMENT)
                ? AlipayCallback.read(mine, callback, line.now())
                : new Refused(Reason.UNKNOWN_EVENT, event);
    }

    /// The browser brings Alipay's signature in the query; what it says is still only a hint.
    @Override
    public final ReturnResult readReturn(ChannelAccount account, RawCallback browser) {
        AlipayAccount mine = line.parsed(account);
        return AlipayParameters.read(browser.rawQuery())
                .filter(query -> query.isGenuine(mine) && query.isFor(mine))
                .flatMap(query -> query.get("out_trade_no"))
                .<ReturnResult>map(ReturnResult.Verified::new)
                .orElseGet(() -> new ReturnResult.Refused("not signed by Alipay for this account"));
    }

    @Override
    public final Acknowledgement taken() {
        return Acknowledgement.text(200, "success");
    }

    @Override
    public final Acknowledgement refused() {
        return Acknowledgement.text(400, "fail");
    }

    @Override
    public final void check(ChannelAccount account) {
        line.parsed(account);
    }
}
