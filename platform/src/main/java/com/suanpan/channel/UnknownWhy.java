package com.suanpan.channel;

/// Why an outcome is unknown.
public enum UnknownWhy {
    /// The question surely never left us.
    NOT_SENT,
    /// No whole answer in time, or the connection broke.
    LOST,
    /// The answer cannot be read.
    UNREADABLE,
    /// The answer's signature is missing or wrong.
    UNVERIFIED,
    /// The answer holds a status or code that the protocol does not define.
    UNDEFINED,
    /// The channel throttles us and did not carry it out.
    THROTTLED,
    /// The channel says that it does not know itself.
    CHANNEL_UNSURE,
    /// The channel refuses to answer: our signature, our rights or our parameters displease it.
    REFUSED,
    /// The answer contradicts what we asked: another number, merchant or currency.
    CONTRADICTS;

    /// Whether a person should hear of it.
    public boolean alarming() {
        return switch (this) {
            case UNDEFINED, REFUSED, CONTRADICTS, UNVERIFIED -> true;
            case NOT_SENT, LOST, UNREADABLE, THROTTLED, CHANNEL_UNSURE -> false;
        };
    }
}
