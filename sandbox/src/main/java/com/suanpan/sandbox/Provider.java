package com.suanpan.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One provider: its protocol on the wire. State, payers, knobs and sending are the sandbox's.
public interface Provider {

    /// `WECHAT`, `ALIPAY`, …
    String code();

    /// Whether this call is in its protocol.
    boolean serves(Call call);

    /// What the call is about, believed without proof: only knobs and counts stand on it.
    Asked asked(Call call);

    /// Carries the call out and answers it.
    Reply answer(Call call, Twist twist);

    /// A signed refusal without doing anything; `code` and `status` null mean a final no.
    Reply refuse(Call call, @Nullable String code, @Nullable Integer status, Twist twist);

    /// A new merchant of this provider, with keys.
    Account newAccount(String name);

    /// What the platform needs to speak as that merchant.
    Map<String, String> settings(Account account);

    /// What a payer opens: the text of a code, an address, or an app's parameters. Empty if it is none
    /// of this provider's.
    Optional<Opening> open(String text);

    /// The id by which the person's app pays there; empty if the provider has no app.
    Optional<String> payerId(Account account, Person person);

    /// The id of the only person who may pay this order; empty if everybody may.
    Optional<String> boundTo(Order order);

    /// Where the payer's browser goes now.
    @Nullable String returnUrl(Account account, Order order);

    /// The callback that tells of this paid order.
    Callback callback(Account account, Order order, Twist twist);

    /// The callback that tells how this refund ended; empty if the provider tells nothing of such an
    /// end.
    Optional<Callback> refundCallback(Account account, Refund refund, Twist twist);

    /// The code of a refund that is not carried out because the merchant's money does not do.
    String shortOfFunds();

    /// Whether the merchant took it.
    boolean acknowledges(int status, String body);

    /// The waits between one sending and the next.
    List<Duration> schedule();

    /// What a call is about, as far as it says so. Of a refund, `orderNo` is the refund's own number;
    /// `amount` is fen.
    record Asked(
            Operation operation,
            @Nullable String account,
            @Nullable String orderNo,
            @Nullable Long amount) {}

    /// A callback ready to be posted.
    record Callback(URI address, Map<String, String> headers, byte[] body) {}

    /// What came of opening.
    sealed interface Opening {

        record Opened(Order order) implements Opening {}

        record Rejected(String why) implements Opening {}
    }
}
