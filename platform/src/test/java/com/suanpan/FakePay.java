package com.suanpan;

import com.suanpan.channel.Acknowledgement;
import com.suanpan.channel.AskPlan;
import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Credential;
import com.suanpan.channel.FlowRef;
import com.suanpan.channel.NewAccount;
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
import com.suanpan.money.Money;
import com.suanpan.number.NumberForm;
import com.suanpan.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A provider `FAKE` without a line, for tests of what stands around a channel. Its callbacks are
/// `word flow_no fen` under the header `Fake-Key`, its returns `?flow=…[&key=…]`; a key of the account
/// is a signature. It keeps what it was started with, what it was asked and what it read.
public class FakePay implements PaymentHandler, ReadsReturns, Refunds {

    public static final String KEY = "true-key";

    public final Queue<StartOrder> started = new ConcurrentLinkedQueue<>();
    public final Queue<FlowRef> asked = new ConcurrentLinkedQueue<>();
    public final Queue<RawCallback> read = new ConcurrentLinkedQueue<>();
    public final Queue<RefundOrder> refunded = new ConcurrentLinkedQueue<>();
    public volatile @Nullable StartResult nextStart;

    /// What questions about payments are answered.
    public volatile Function<FlowRef, QueryResult> state = _ -> new QueryResult.Waiting();

    /// What refunds are answered, and what questions about them.
    public volatile Function<RefundOrder, RefundResult> refund =
            order -> new RefundResult.Done("R" + order.requestNo(), order.amount(), Instant.now());

    public volatile Function<RefundOrder, RefundResult> refundState =
            _ -> new RefundResult.NoSuchRefund();

    private final PayMethod method;

    public FakePay(Scene scene) {
        this.method = new PayMethod("FAKE_" + scene.name(), "FAKE", scene);
    }

    public static NewAccount account(String channelCode, boolean on) {
        return account(channelCode, on, KEY);
    }

    public static NewAccount account(String channelCode, boolean on, String key) {
        return new NewAccount(
                channelCode,
                "a fake",
                "FAKE",
                Map.of("key", new Secret(key)),
                on,
                NewAccount.USUAL_WEIGHT,
                null,
                Set.of());
    }

    @Override
    public PayMethod method() {
        return method;
    }

    @Override
    public ProviderNames names() {
        return new ProviderNames("假想支付", "Fake Pay");
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("key", true, true, "the key that signs"));
    }

    @Override
    public NumberForm numberForm() {
        return NumberForm.alphanumeric(6, 32);
    }

    @Override
    public AskPlan askPlan() {
        return new AskPlan(List.of(Duration.ofMinutes(5)), Duration.ZERO, Duration.ZERO);
    }

    @Override
    public boolean startCalls() {
        return true;
    }

    @Override
    public boolean startMayRepeat() {
        return true;
    }

    @Override
    public StartResult start(ChannelAccount account, StartOrder order) {
        started.add(order);
        StartResult wanted = nextStart;
        if (wanted != null) {
            nextStart = null;
            return wanted;
        }
        String page = "https://fake.example/pay/" + order.requestNo();
        return new StartResult.Started(
                method.scene() == Scene.SHOWN_CODE
                        ? new Credential.Code(page)
                        : new Credential.Link(URI.create(page + "?scene=" + method.scene())));
    }

    @Override
    public QueryResult query(ChannelAccount account, FlowRef flow) {
        asked.add(flow);
        return state.apply(flow);
    }

    @Override
    public boolean refundMayRepeat() {
        return false;
    }

    @Override
    public AskPlan refundAskPlan() {
        return askPlan();
    }

    @Override
    public RefundResult refund(ChannelAccount account, RefundOrder order) {
        refunded.add(order);
        return refund.apply(order);
    }

    @Override
    public RefundResult queryRefund(ChannelAccount account, RefundOrder order) {
        return refundState.apply(order);
    }

    @Override
    public CallbackResult read(ChannelAccount account, String event, RawCallback callback) {
        read.add(callback);
        if (account.need("key").equals("broken")) {
            throw new BrokenAccount(account.channelCode(), "setting key cannot be read");
        }
        if (!callback.header("fake-key").orElse("").equals(account.need("key"))) {
            return new CallbackResult.Refused(
                    CallbackResult.Reason.BAD_SIGNATURE, "not this account's key");
        }
        String[] words = new String(callback.body(), StandardCharsets.UTF_8).split(" ", -1);
        return switch (words[0]) {
            case "paid" ->
                    new CallbackResult.Told(
                            words[1], paid("C" + words[1], Long.parseLong(words[2])));
            case "refunded" ->
                    new CallbackResult.RefundTold(
                            words[1],
                            new RefundResult.Done(
                                    "R" + words[1],
                                    Money.cny(Long.parseLong(words[2])),
                                    Instant.now()));
            case "unstorable" ->
                    new CallbackResult.Told(words[1], paid("\0", Long.parseLong(words[2])));
            case "bug" -> throw new IllegalStateException("a bug of the adapter");
            default -> new CallbackResult.Irrelevant(words[0]);
        };
    }

    private static QueryResult paid(String channelOrderNo, long fen) {
        return new QueryResult.Paid(channelOrderNo, Money.cny(fen), Instant.now(), null);
    }

    @Override
    public ReturnResult readReturn(ChannelAccount account, RawCallback browser) {
        String query = browser.rawQuery();
        String flowNo = query.replaceAll(".*flow=([0-9]*).*", "$1");
        if (!query.contains("key=")) {
            return new ReturnResult.Unsigned(flowNo);
        }
        return query.contains("key=" + account.need("key"))
                ? new ReturnResult.Verified(flowNo)
                : new ReturnResult.Refused("not this account's key");
    }

    @Override
    public Acknowledgement taken() {
        return Acknowledgement.text(200, "FAKE TAKEN");
    }

    @Override
    public Acknowledgement refused() {
        return Acknowledgement.text(422, "FAKE REFUSED");
    }

    @Override
    public void check(ChannelAccount account) {
        account.need("key");
    }
}
