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

    /// What is held of the balance, minor units.
    long held() {
        return switch (ref.kind().normal()) {
            case DEBIT -> creditsPending;
            case CREDIT -> debitsPending;
        };
    }

    /// What may still be taken: the balance less what is held, plus the agreed limit.
    long available() {
        return Math.addExact(Math.subtractExact(balance(), held()), overdraft);
    }

    /// Whether more was taken than may be.
    boolean isOverdrawn() {
        return ref.kind().constrained() && available() < 0;
    }

    /// The state after one more posted leg.
    Account with(Leg leg) {
        long minor = leg.amount().minor();
        return switch (leg.side()) {
            case DEBIT -> changed(0, minor, 0, 0, 1);
            case CREDIT -> changed(0, 0, 0, minor, 1);
        };
    }

    /// The state with one more leg held.
    Account holding(Leg leg) {
        return pending(leg, leg.amount().minor());
    }

    /// The state with a held leg free again.
    Account freeing(Leg leg) {
        return pending(leg, -leg.amount().minor());
    }

    Account withFrozen(boolean now) {
        return new Account(
                ref,
                debitsPending,
                debitsPosted,
                creditsPending,
                creditsPosted,
                overdraft,
                now,
                entries);
    }

    /// @param minor how far below zero it may go, minor units
    Account withLimit(long minor) {
        return new Account(
                ref,
                debitsPending,
                debitsPosted,
                creditsPending,
                creditsPosted,
                minor,
                frozen,
                entries);
    }

    private Account pending(Leg leg, long minor) {
        return switch (leg.side()) {
            case DEBIT -> changed(minor, 0, 0, 0, 0);
            case CREDIT -> changed(0, 0, minor, 0, 0);
        };
    }

    private Account changed(
            long heldDebits, long debits, long heldCredits, long credits, long more) {
        return new Account(
                ref,
                Math.addExact(debitsPending, heldDebits),
                Math.addExact(debitsPosted, debits),
                Math.addExact(creditsPending, heldCredits),
                Math.addExact(creditsPosted, credits),
                overdraft,
                frozen,
                entries + more);
    }
}
