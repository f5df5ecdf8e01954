package com.suanpan.payment;

import com.suanpan.number.Lanes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.OptionalInt;

/// The name of an order's payer's page: 128 random bits behind the merchant's slot, so that the page
/// is found in one lane.
final class CashierToken {

    private static final int RANDOM = 16;
    private static final int BYTES = Short.BYTES + RANDOM;
    private static final SecureRandom RANDOMNESS = new SecureRandom();

    private CashierToken() {}

    static String make(String merchantId) {
        byte[] random = new byte[RANDOM];
        RANDOMNESS.nextBytes(random);
        byte[] token =
                ByteBuffer.allocate(BYTES)
                        .putShort((short) Lanes.slotOf(merchantId))
                        .put(random)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /// The slot that a token names; empty if it is none of ours.
    static OptionalInt slot(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
        if (bytes.length != BYTES) {
            return OptionalInt.empty();
        }
        int slot = ByteBuffer.wrap(bytes).getShort();
        return slot >= 0 && slot < Lanes.SLOTS ? OptionalInt.of(slot) : OptionalInt.empty();
    }
}
