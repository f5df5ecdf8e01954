package com.suanpan.cashier;

import com.suanpan.FakePay;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Credential;
import com.suanpan.channel.IdentifiesPayers;
import com.suanpan.channel.PayerResult;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import com.suanpan.channel.UnknownWhy;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The scene inside `FakeClient`, the app of `FAKE`. Whoever brings `code-X` is the payer `X`; the codes
/// `bad` and `lost` are nobody's.
final class FakeInApp extends FakePay implements IdentifiesPayers {

    final Queue<String> codes = new ConcurrentLinkedQueue<>();

    FakeInApp() {
        super(Scene.IN_APP_PAGE);
    }

    @Override
    public StartResult start(ChannelAccount account, StartOrder order) {
        super.start(account, order);
        return new StartResult.Started(
                new Credential.Script("{\"pay\":\"" + order.payerId() + "\"}"));
    }

    @Override
    public boolean isInside(String userAgent) {
        return userAgent.contains("FakeClient");
    }

    @Override
    public boolean canIdentify(ChannelAccount account) {
        return account.channelCode().startsWith("app-");
    }

    @Override
    public URI authorize(ChannelAccount account, URI comeBack, String state) {
        return URI.create("https://fake.example/authorize?back=" + comeBack + "&state=" + state);
    }

    @Override
    public String codeName() {
        return "code";
    }

    @Override
    public PayerResult identify(ChannelAccount account, String requestNo, String code) {
        codes.add(code);
        return switch (code) {
            case "bad" -> new PayerResult.Refused("40029", "invalid code");
            case "lost" -> new PayerResult.Unknown(UnknownWhy.LOST, "no answer");
            default -> new PayerResult.Known(code.replace("code-", ""));
        };
    }
}
