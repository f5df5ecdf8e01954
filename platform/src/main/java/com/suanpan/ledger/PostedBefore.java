package com.suanpan.ledger;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What stands under a posting's number: the posting, or that it was refused.
///
/// @param posting where it was made or refused in this batch; what was read has its content alone
record PostedBefore(
        String postingNo,
        String content,
        @Nullable LedgerRefusal refusal,
        @Nullable Posting posting) {

    static PostedBefore done(Posting posting) {
        return new PostedBefore(posting.postingNo(), posting.content(), null, posting);
    }

    static PostedBefore refused(Posting posting, LedgerRefusal why) {
        return new PostedBefore(posting.postingNo(), posting.content(), why, posting);
    }

    static PostedBefore read(String postingNo, String content, @Nullable LedgerRefusal refusal) {
        return new PostedBefore(postingNo, content, refusal, null);
    }

    /// The posting, of what was made or refused in this batch.
    Posting need() {
        return Objects.requireNonNull(posting);
    }

    LedgerResult answers(Posting again) {
        if (!content.equals(again.content())) {
            return new LedgerResult.Differs(postingNo);
        }
        return refusal == null ? new LedgerResult.SeenBefore() : refusal.of(postingNo);
    }
}
