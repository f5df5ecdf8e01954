package com.suanpan.channel;

import com.suanpan.number.NumberForm;
import java.time.Duration;
import java.util.List;

/// A handler of the provider `STILL` that calls nobody: for tests of what stands around handlers.
class StillHandler implements PaymentHandler {

    private final PayMethod method;

    StillHandler(String code) {
        this.method = new PayMethod(code, "STILL", Scene.SHOWN_CODE);
    }

    /// One that can also close.
    static final class Closing extends StillHandler implements Closes {

        Closing(String code) {
            super(code);
        }

        @Override
        public CloseResult close(ChannelAccount account, FlowRef flow) {
            return new CloseResult.Closed();
        }
    }

    @Override
    public PayMethod method() {
        return method;
    }

    @Override
    public ProviderNames names() {
        return new ProviderNames("静", "Still");
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("key", true, true, "the key that signs"),
                new Setting("address", false, true, "where the provider listens"),
                new Setting("note", false, false, "a word to remember it by"));
    }

    @Override
    public NumberForm numberForm() {
        return NumberForm.alphanumeric(6, 32);
    }

    @Override
    public AskPlan askPlan() {
        return new AskPlan(List.of(Duration.ofSeconds(5)), Duration.ZERO, Duration.ZERO);
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
        return new StartResult.NotSent("still");
    }

    @Override
    public QueryResult query(ChannelAccount account, FlowRef flow) {
        return new QueryResult.Waiting();
    }

    @Override
    public CallbackResult read(ChannelAccount account, String event, RawCallback callback) {
        return new CallbackResult.Irrelevant("still");
    }

    @Override
    public Acknowledgement taken() {
        return Acknowledgement.text(200, "taken");
    }

    @Override
    public Acknowledgement refused() {
        return Acknowledgement.text(500, "refused");
    }

    @Override
    public void check(ChannelAccount account) {
        if (account.need("key").equals("broken")) {
            throw new BrokenAccount(account.channelCode(), "setting key cannot be read");
        }
    }
}
