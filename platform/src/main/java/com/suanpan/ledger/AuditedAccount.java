package com.suanpan.ledger;

import com.suanpan.number.Lanes;
import com.suanpan.store.Findings;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An account as its row says and as its entries say, to be held against each other.
///
/// @param kind null if there are entries and no such account
record AuditedAccount(
        String accountNo,
        @Nullable String kind,
        @Nullable String owner,
        @Nullable String currency,
        Counters counters,
        Summed summed) {

    /// What the row says.
    record Counters(
            long debitsPending,
            long debitsPosted,
            long creditsPending,
            long creditsPosted,
            long overdraft,
            long entries) {}

    /// What the entries say, those that an audit verified before and those that were read now.
    ///
    /// @param rows all of them
    /// @param read those that were read now; what follows the sums is of these
    /// @param gapAt the first place that does not follow the one before; 0 if there is none
    /// @param debitSlipAt the first place whose balance does not follow, were debits to add to it
    /// @param creditSlipAt likewise, were credits to add to it
    record Summed(
            long rows,
            long read,
            long debits,
            long credits,
            long gapAt,
            long debitSlipAt,
            long creditSlipAt,
            long lastBalance,
            @Nullable String leastCurrency,
            @Nullable String mostCurrency) {}

    Optional<AccountKind> knownKind() {
        return Arrays.stream(AccountKind.values()).filter(k -> k.name().equals(kind)).findFirst();
    }

    /// The balance by the row's counters.
    long balance(AccountKind known) {
        return signed(known, counters.debitsPosted, counters.creditsPosted);
    }

    void judge(Lanes lanes, int lane, Findings findings) {
        if (kind == null) {
            findings.add("L4", accountNo, summed.rows + " entries of an account that is not there");
            return;
        }
        if (!accountNo.equals(kind + ":" + owner + ":" + currency)) {
            findings.add("L4", accountNo, "of " + kind + ", " + owner + ", " + currency);
        }
        judgeCounters(findings);
        judgeEntries(findings);
        Optional<AccountKind> known = knownKind();
        if (known.isEmpty()) {
            findings.add("L4", accountNo, "of kind " + kind + ", which does not exist");
            return;
        }
        judgeBalance(known.get(), findings);
        judgeLane(known.get(), lanes, lane, findings);
    }

    private void judgeCounters(Findings findings) {
        if (counters.debitsPending < 0
                || counters.debitsPosted < 0
                || counters.creditsPending < 0
                || counters.creditsPosted < 0) {
            findings.add("L3", accountNo, "a counter below nothing: " + counters);
        }
        differs("debits", summed.debits, counters.debitsPosted, findings);
        differs("credits", summed.credits, counters.creditsPosted, findings);
        differs("entries", summed.rows, counters.entries, findings);
    }

    private void differs(String what, long expected, long found, Findings findings) {
        if (expected != found) {
            findings.add(
                    "L4",
                    accountNo,
                    what + ": its entries make " + expected + ", its row says " + found);
        }
    }

    private void judgeEntries(Findings findings) {
        if (summed.gapAt != 0) {
            findings.add("L4", accountNo, "no entry before place " + summed.gapAt);
        }
        if (summed.read > 0
                && (!String.valueOf(currency).equals(summed.leastCurrency)
                        || !String.valueOf(currency).equals(summed.mostCurrency))) {
            findings.add(
                    "L4",
                    accountNo,
                    "entries in " + summed.leastCurrency + " and " + summed.mostCurrency);
        }
    }

    private void judgeBalance(AccountKind known, Findings findings) {
        long slip =
                switch (known.normal()) {
                    case DEBIT -> summed.debitSlipAt;
                    case CREDIT -> summed.creditSlipAt;
                };
        if (slip != 0) {
            findings.add(
                    "L4",
                    accountNo,
                    "the balance after place " + slip + " does not follow from it");
        }
        long balance = balance(known);
        if (balance != summed.lastBalance) {
            findings.add(
                    "L4",
                    accountNo,
                    "balance " + balance + ", after its last entry " + summed.lastBalance);
        }
        long held =
                switch (known.normal()) {
                    case DEBIT -> counters.creditsPending;
                    case CREDIT -> counters.debitsPending;
                };
        if (known.constrained() && balance - held + counters.overdraft < 0) {
            findings.add(
                    "L6",
                    accountNo,
                    "balance %d, held %d, limit %d".formatted(balance, held, counters.overdraft));
        }
    }

    /// A merchant's account stands in its merchant's lane: in two lanes it would have two limits.
    private void judgeLane(AccountKind known, Lanes lanes, int lane, Findings findings) {
        switch (known) {
            case MERCHANT_AVAILABLE, MERCHANT_PENDING -> {
                int own = lanes.ofMerchant(String.valueOf(owner));
                if (own != lane) {
                    findings.add("L6", accountNo, "in lane " + lane + ", its owner's is " + own);
                }
            }
            case CHANNEL_RECEIVABLE, FEE_INCOME, SUSPENSE -> {}
        }
    }

    private static long signed(AccountKind known, long debits, long credits) {
        return switch (known.normal()) {
            case DEBIT -> debits - credits;
            case CREDIT -> credits - debits;
        };
    }
}
