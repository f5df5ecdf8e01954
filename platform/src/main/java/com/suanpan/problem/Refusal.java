package com.suanpan.problem;

import org.jspecify.annotations.Nullable;

/// A refusal to a caller: a code, the field that it is about if there is one, and a sentence. It is no
/// bug and carries no stack trace; its message must be fit for the caller's eyes.
public final class Refusal extends RuntimeException {

    private final Problem problem;
    private final @Nullable String field;

    public Refusal(Problem problem, @Nullable String field, String message) {
        super(message, null, false, false);
        this.problem = problem;
        this.field = field;
    }

    public Refusal(Problem problem) {
        this(problem, null, problem.title());
    }

    public static Refusal param(String field, String message) {
        return new Refusal(Problem.PARAM_ERROR, field, message);
    }

    public Problem problem() {
        return problem;
    }

    public @Nullable String field() {
        return field;
    }
}
