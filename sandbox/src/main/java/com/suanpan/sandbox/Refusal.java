package com.suanpan.sandbox;

/// A call of the sandbox's own that is refused: its HTTP status, code and sentence.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    Reply reply() {
        return Reply.problem(status, code, String.valueOf(getMessage()));
    }
}
