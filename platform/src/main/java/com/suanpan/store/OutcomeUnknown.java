package com.suanpan.store;

/// A COMMIT was sent, its answer was lost, and the database could not be asked what became of it in
/// time. Neither done nor undone may be assumed: read again later.
public final class OutcomeUnknown extends RuntimeException {

    public OutcomeUnknown(Throwable cause) {
        super("the outcome of a commit is unknown", cause);
    }
}
