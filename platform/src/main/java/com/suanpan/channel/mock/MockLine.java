package com.suanpan.channel.mock;

import com.suanpan.channel.CallbackResult;
import com.suanpan.channel.CallbackResult.Reason;
import com.suanpan.channel.CallbackResult.Refused;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelLine;
import com.suanpan.channel.MaskedFields;
import com.suanpan.channel.Parsed;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.UnknownWhy;
import com.suanpan.channel.WireJson;
import com.suanpan.outbound.ChannelAnswer;
import com.suanpan.outbound.ChannelCall;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Signed questions to the channel, and answers that are believed only when they are signed.
@Component
final class MockLine {

    private static final ChannelLine.Masking MASKING = new MaskedFields("payer", "return_url");

    private final ChannelLine line;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Parsed<MockAccount> accounts = new Parsed<>(MockAccount::parse);

    MockLine(ChannelLine line, Clock clock) {
        this.line = line;
        this.clock = clock;
    }

    /// What became of a question.
    sealed interface Reply {

        /// The channel truly said this.
        record Said(MockCode code, MockMessage message) implements Reply {}

        /// The question surely never left us.
        record NotSent(String why) implements Reply {}

        /// It may have been carried out.
        record Unknown(UnknownWhy why, String detail) implements Reply {}
    }

    MockAccount parsed(ChannelAccount account) {
        return accounts.of(account);
    }

    /// Asks once: `operation` is the last word of the path.
    Reply ask(
            ChannelAccount account, String operation, String requestNo, Map<String, Object> body) {
        MockAccount mine = parsed(account);
        URI address = mine.address("/mock/" + operation);
        MockSigned question =
                new MockSigned(
                        "POST",
                        address.getRawPath(),
                        Long.toString(clock.instant().getEpochSecond()),
                        nonce(),
                        WireJson.write(body));
        Map<String, String> headers = new HashMap<>(question.headers(mine));
        headers.put("Content-Type", "application/json");
        ChannelCall call =
                new ChannelCall(account.channelCode(), "POST", address, headers, question.body());
        return switch (line.call(account, operation, requestNo, call, MASKING)) {
            case ChannelAnswer.NotSent(var why) -> new Reply.NotSent(why);
            case ChannelAnswer.Lost(var why) -> new Reply.Unknown(UnknownWhy.LOST, why);
            case ChannelAnswer.Received answer -> believed(mine, question, answer);
        };
    }

    /// An answer counts if its signature holds and it repeats the nonce of its question.
    private Reply believed(MockAccount mine, MockSigned question, ChannelAnswer.Received answer) {
        String status = Integer.toString(answer.status());
        MockSigned said =
                MockSigned.claimed(status, question.path(), answer::header, answer.body());
        if (said.isGenuine(mine, answer::header)
                && said.nonce().equals(question.nonce())
                && said.isFresh(clock.instant())) {
            return WireJson.read(answer.body(), MockMessage.class)
                    .map(message -> coded(answer.status(), message))
                    .orElseGet(() -> new Reply.Unknown(UnknownWhy.UNREADABLE, "HTTP " + status));
        }
        UnknownWhy why = answer.status() >= 500 ? UnknownWhy.CHANNEL_UNSURE : UnknownWhy.UNVERIFIED;
        return new Reply.Unknown(why, "HTTP " + status + " without a valid signature");
    }

    /// Reads a callback: its signature, its time, its merchant, then what it tells, which must be about
    /// what the event of our address says.
    CallbackResult read(ChannelAccount account, String event, RawCallback callback) {
        MockAccount mine = parsed(account);
        MockSigned said =
                MockSigned.claimed("POST", "/mock/callback", callback::header, callback.body());
        if (!said.isGenuine(mine, callback::header)) {
            return new Refused(Reason.BAD_SIGNATURE, "not signed by this account's key");
        }
        if (!said.isFresh(clock.instant())) {
            return new Refused(Reason.STALE, "signed at " + said.timestamp());
        }
        return WireJson.read(callback.body(), MockMessage.class)
                .map(message -> message.told(mine, event))
                .orElseGet(() -> new Refused(Reason.UNREADABLE, "no JSON of a callback"));
    }

    private static Reply coded(int status, MockMessage message) {
        return MockCode.of(status, message.code())
                .<Reply>map(code -> new Reply.Said(code, message))
                .orElseGet(() ->
                        new Reply.Unknown(
                                UnknownWhy.UNDEFINED,
                                "HTTP " + status + ", code " + message.code()));
    }

    private String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
