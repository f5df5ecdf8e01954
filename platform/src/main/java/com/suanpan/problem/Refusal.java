package com.suanpan.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refusal to a caller: a code, the field that it is about if there is one, and a sentence. It is no
/// bug and carries no stack trace; its message must be fit for the caller's eyes.
public final class Refusal extends RuntimeException {

    private final Problem problem;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    public Refusal(Problem problem, @Nullable String field, String message) {
        this(problem, field, message, null);
    }

    private Refusal(
            Problem problem,
            @Nullable String field,
            String message,
            @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.problem = problem;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    public Refusal(Problem problem) {
        this(problem, null, problem.title());
    }

    public static Refusal param(String field, String message) {
        return new Refusal(Problem.PARAM_ERROR, field, message);
    }

    /// A refusal that says when to come again; whole seconds reach the caller, rounded up.
    public static Refusal until(Problem problem, Duration retryAfter, String message) {
        return new Refusal(problem, null, message, retryAfter);
    }

    public Problem problem() {
        return problem;
    }

    public @Nullable String field() {
        return field;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
