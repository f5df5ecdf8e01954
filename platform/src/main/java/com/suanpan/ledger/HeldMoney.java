package com.suanpan.ledger;

import org.jspecify.annotations.Nullable;

/// A hold's number and how it stands.
///
/// @param hold null where it was released before it came
/// @param postedMinor what was posted of it, minor units
/// @param refusal why it was refused, if it was
record HeldMoney(
        String holdNo,
        @Nullable Hold hold,
        HoldStatus status,
        long postedMinor,
        @Nullable LedgerRefusal refusal) {

    static HeldMoney open(Hold hold) {
        return new HeldMoney(hold.holdNo(), hold, HoldStatus.OPEN, 0, null);
    }

    static HeldMoney refused(Hold hold, LedgerRefusal why) {
        return new HeldMoney(hold.holdNo(), hold, HoldStatus.REFUSED, 0, why);
    }

    static HeldMoney releasedBefore(String holdNo) {
        return new HeldMoney(holdNo, null, HoldStatus.RELEASED, 0, null);
    }

    HeldMoney posted(long minor) {
        return become(HoldStatus.POSTED, minor);
    }

    HeldMoney ended(HoldStatus how) {
        return become(how, 0);
    }

    private HeldMoney become(HoldStatus how, long minor) {
        if (!status.canBecome(how)) {
            throw new IllegalStateException("%s: %s to %s".formatted(holdNo, status, how));
        }
        return new HeldMoney(holdNo, hold, how, minor, null);
    }
}
