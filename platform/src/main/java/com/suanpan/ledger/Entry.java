package com.suanpan.ledger;

/// An entry (分录): one leg as it stands in the books, never changed.
///
/// @param leg its place in the posting, from 1
/// @param accountSeq its place in the account, from 1
/// @param balanceAfter the account's balance with it, in minor units
record Entry(
        String postingNo,
        int leg,
        AccountRef account,
        Side side,
        long minor,
        long accountSeq,
        long balanceAfter) {}
