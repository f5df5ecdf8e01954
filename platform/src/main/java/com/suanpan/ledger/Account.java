package com.suanpan.ledger;

/// An account's state (账户): four counters in minor units, how far below zero a constrained account may
/// go, whether debits are stopped (冻结), and how many entries it has.
record Account(
        AccountRef ref,
        long debitsPending,
        long debitsPosted,
        long creditsPending,
        long creditsPosted,
        long overdraft,
        boolean frozen,
        long entries) {

    static Account opened(AccountRef ref) {
        return new Account(ref, 0, 0, 0, 0, 0, false, 0);
    }

    /// What is posted on the account's normal side less the other; minor units, may be negative on
    /// an unconstrained account.
    long balance() {
        return switch (ref.kind().normal()) {
            case DEBIT -> Math.subtractExact(debitsPosted, creditsPosted);
            case CREDIT -> Math.subtractExact(creditsPosted, debitsPosted);
        };
    }

    /// What may still be taken: the balance less what is held, plus the agreed limit.
    long available() {
        long held =
                switch (ref.kind().normal()) {
                    case DEBIT -> creditsPending;
                    case CREDIT -> debitsPending;
                };
        return Math.addExact(Math.subtractExact(balance(), held), overdraft);
    }

    /// The state after one more posted leg.
    Account with(Leg leg) {
        long minor = leg.amount().minor();
        return switch (leg.side()) {
            case DEBIT ->
                    new Account(
                            ref,
                            debitsPending,
                            Math.addExact(debitsPosted, minor),
                            creditsPending,
                            creditsPosted,
                            overdraft,
                            frozen,
                            entries + 1);
            case CREDIT ->
                    new Account(
                            ref,
                            debitsPending,
                            debitsPosted,
                            creditsPending,
                            Math.addExact(creditsPosted, minor),
                            overdraft,
                            frozen,
                            entries + 1);
        };
    }
}
