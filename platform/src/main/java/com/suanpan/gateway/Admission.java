package com.suanpan.gateway;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.Scope;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a signed call must still pass, in this order: fresh, merchant active, address allowed, scope
/// held, not a replay, within the merchant's rate. A call that commits something uses its nonce up in
/// that commit, after this.
///
/// A replay keeps no token: whoever recorded a call cannot use the merchant's rate up with it.
@Component
class Admission {

    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Nonces nonces;
    private final Buckets buckets;
    private final Clock clock;

    Admission(Nonces nonces, Buckets buckets, Clock clock) {
        this.nonces = nonces;
        this.buckets = buckets;
        this.clock = clock;
    }

    /// Lets a call in. Answers the nonce that is still to be used up, null if there is none.
    @Nullable Nonce admit(
            Signer.Known signer, CallForm form, Map<String, String> fields, InetAddress from) {
        Merchant merchant = signer.merchant();
        Instant staleAt = requireFresh(fields);
        if (!merchant.active()) {
            throw new Refusal(Problem.MERCHANT_STOPPED);
        }
        requireAddress(merchant, form.scope(), from);
        requireScope(signer.key(), form.scope());
        String text = fields.get("nonce");
        Nonce nonce = text == null ? null : new Nonce(merchant.merchantId(), text, staleAt);
        if (nonce != null && !form.usesNonce() && !nonces.use(nonce)) {
            throw Nonce.replayed();
        }
        buckets.take(merchant);
        return form.usesNonce() ? nonce : null;
    }

    /// Takes note of how a call was refused that had been let in.
    void refused(Merchant merchant, Refusal refusal) {
        if (refusal.problem() == Problem.REPLAYED) {
            buckets.giveBack(merchant);
        }
    }

    /// When the call's timestamp will be too old.
    private Instant requireFresh(Map<String, String> fields) {
        Instant now = clock.instant();
        Instant said = Instant.ofEpochSecond(Long.parseLong(fields.getOrDefault("timestamp", "0")));
        Duration apart = Duration.between(said, Instant.ofEpochSecond(now.getEpochSecond())).abs();
        if (apart.compareTo(FRESH) > 0) {
            throw new Refusal(
                    Problem.TIMESTAMP_EXPIRED,
                    "timestamp",
                    "more than 5 minutes from our time, which is " + now.getEpochSecond());
        }
        return said.plus(FRESH).plusSeconds(1);
    }

    private static void requireAddress(Merchant merchant, Scope scope, InetAddress from) {
        boolean needsList = scope == Scope.REFUND || scope == Scope.PAYOUT;
        boolean any = merchant.allowedIps().isEmpty() && !needsList;
        if (!any && merchant.allowedIps().stream().noneMatch(block -> block.contains(from))) {
            throw new Refusal(
                    Problem.IP_REFUSED,
                    null,
                    merchant.allowedIps().isEmpty()
                            ? "this call needs an IP list of the merchant, and there is none"
                            : from.getHostAddress() + " is not on the merchant's IP list");
        }
    }

    private static void requireScope(MerchantKey key, Scope scope) {
        if (!key.scopes().contains(scope)) {
            throw new Refusal(
                    Problem.SCOPE_REFUSED, null, "this key does not have the scope " + scope);
        }
    }
}
