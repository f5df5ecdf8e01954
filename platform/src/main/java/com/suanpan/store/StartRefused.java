package com.suanpan.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The program will not start as things are. The message is one sentence for the operator: what is
/// wrong and what to do about it; it carries no stack trace, because no line of code is to blame.
public final class StartRefused extends RuntimeException {

    public StartRefused(String sentence) {
        super(sentence, null, false, false);
    }

    /// The refusal that hides among the causes of a failed start, if one does.
    public static Optional<StartRefused> in(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof StartRefused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
