package com.suanpan.channel;

import com.suanpan.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a channel is told when money goes back, and when it is asked about that.
///
/// @param requestNo our number of the refund flow, the one that the channel sees
/// @param payment what was paid; its amount is the whole, of which a refund is a part
/// @param amount what this refund gives back, at most the whole
/// @param reason what the payer may read, in the merchant's words
/// @param sentAt when it was first sent
/// @param callbackUrl ours, of the event `refund`, without a query; Alipay takes none and tells where it
///     told of the payment
public record RefundOrder(
        String requestNo,
        FlowRef payment,
        Money amount,
        @Nullable String reason,
        Instant sentAt,
        URI callbackUrl) {

    /// The reason, cut to so many characters as the channel takes; a pair is never cut in two.
    public Optional<String> reasonWithin(int characters) {
        return Optional.ofNullable(reason)
                .map(whole ->
                        whole.codePointCount(0, whole.length()) <= characters
                                ? whole
                                : whole.substring(0, whole.offsetByCodePoints(0, characters)));
    }
}
