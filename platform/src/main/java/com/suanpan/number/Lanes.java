package com.suanpan.number;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// How the hot tables are divided: a merchant has one of 1024 slots for ever, a slot has one lane of
/// as many as the database was made with.
public record Lanes(int count) {

    public static final int SLOTS = 1024;

    private static final int SLOT_AT = 12;
    private static final int SLOT_END = 16;

    public Lanes {
        if (count < 1 || count > SLOTS) {
            throw new IllegalArgumentException("1 to 1024 lanes, not " + count);
        }
    }

    /// The slot of a merchant: CRC-32 of its UTF-8 id, low ten bits. It must never change.
    public static int slotOf(String merchantId) {
        CRC32 crc = new CRC32();
        crc.update(merchantId.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() & (SLOTS - 1));
    }

    public int ofMerchant(String merchantId) {
        return slotOf(merchantId) % count;
    }

    public int ofSlot(int slot) {
        return slot % count;
    }

    /// The lane written into a business number of ours; -1 if it is none of ours.
    public int ofNumber(String businessNo) {
        if (!BusinessNumbers.isOurs(businessNo)) {
            return -1;
        }
        int slot = Integer.parseInt(businessNo.substring(SLOT_AT, SLOT_END));
        return slot < SLOTS ? slot % count : -1;
    }
}
