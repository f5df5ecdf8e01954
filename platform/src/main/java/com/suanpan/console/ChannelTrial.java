package com.suanpan.console;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelClocks;
import com.suanpan.channel.Channels;
import com.suanpan.channel.FlowRef;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.QueryResult;
import com.suanpan.money.Money;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Tries a channel account (通道测试): parses its keys and asks about a number that cannot exist. It
/// moves nothing.
@Component
class ChannelTrial {

    private static final Duration MOST_APART = Duration.ofSeconds(30);

    /// No number of ours begins with the year 00 and the month 00.
    private static final String NOBODYS = "0".repeat(26);

    private final Channels channels;
    private final ChannelClocks clocks;
    private final Clock clock;

    ChannelTrial(Channels channels, ChannelClocks clocks, Clock clock) {
        this.channels = channels;
        this.clocks = clocks;
        this.clock = clock;
    }

    /// How the trial came out, in sentences.
    record Result(boolean passed, String outcome, String clock) {}

    Result of(ChannelAccount account) {
        PaymentHandler handler =
                channels.provider(account.provider())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "no channel speaks " + account.provider()));
        String requestNo =
                handler.numberForm().takes(NOBODYS)
                        ? NOBODYS
                        : "0".repeat(handler.numberForm().maxLength());
        try {
            handler.check(account);
            QueryResult answer =
                    handler.query(
                            account, new FlowRef(requestNo, null, Money.cny(1), clock.instant()));
            return new Result(
                    answer instanceof QueryResult.NoSuchOrder,
                    told(answer),
                    clocks.ahead(account.channelCode())
                            .map(ChannelTrial::apart)
                            .orElse("not told by the channel"));
        } catch (BrokenAccount e) {
            return new Result(false, String.valueOf(e.getMessage()), "not asked");
        }
    }

    private static String told(QueryResult answer) {
        return switch (answer) {
            case QueryResult.NoSuchOrder _ ->
                    "good: the keys can be read, the channel answered and knows no such number";
            case QueryResult.Unknown(var why, var detail) -> why + ": " + detail;
            case QueryResult.Paid _, QueryResult.Waiting _, QueryResult.Closed _ ->
                    "strange: the channel knows a number that nobody made: " + answer;
        };
    }

    private static String apart(Duration ahead) {
        String seconds = ahead.toSeconds() + " s from ours";
        return ahead.abs().compareTo(MOST_APART) > 0
                ? "WARNING: " + seconds + "; set the clock of this machine"
                : seconds;
    }
}
