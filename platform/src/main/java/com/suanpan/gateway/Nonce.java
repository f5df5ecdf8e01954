package com.suanpan.gateway;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Instant;
import java.util.Comparator;

/// A nonce (随机串) that a call brought, to be used once.
///
/// @param expiresAt until then it is remembered; after it the call's timestamp alone refuses it
public record Nonce(String merchantId, String text, Instant expiresAt) {

    /// What must be new.
    public record Key(String merchantId, String text) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::merchantId).thenComparing(Key::text);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public Key key() {
        return new Key(merchantId, text);
    }

    /// What a call is told whose nonce was used before.
    public static Refusal replayed() {
        return new Refusal(Problem.REPLAYED, "nonce", Problem.REPLAYED.title());
    }
}
