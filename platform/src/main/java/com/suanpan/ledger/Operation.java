package com.suanpan.ledger;

import com.suanpan.money.Money;
import org.jspecify.annotations.Nullable;

/// What may be done to the books (账务操作). `hold`, `post` of a hold and `release` are the Try, Confirm
/// and Cancel of others; each is done once however often it is asked for.
public sealed interface Operation
        permits Posting,
                Hold,
                Operation.PostHold,
                Operation.ReleaseHold,
                Operation.ExpireHold,
                Operation.Reverse,
                Operation.Freeze,
                Operation.AgreeLimit {

    /// Posts a hold, whole or in part (确认): what is not posted is released. The part is taken from the
    /// hold's legs in their order.
    ///
    /// @param amount null for the whole
    record PostHold(String holdNo, @Nullable Money amount) implements Operation {

        public PostHold {
            if (amount != null && amount.isZero()) {
                throw new IllegalArgumentException(holdNo + ": posts nothing; release it");
            }
        }

        /// Posts the whole.
        public static PostHold whole(String holdNo) {
            return new PostHold(holdNo, null);
        }
    }

    /// Releases a hold (取消). One that comes before its hold is remembered (空回滚), and the hold refused
    /// when it comes (防悬挂).
    record ReleaseHold(String holdNo) implements Operation {}

    /// Ends a hold whose time is over (到期).
    record ExpireHold(String holdNo) implements Operation {}

    /// Posts the opposite of a posting (冲正), once.
    record Reverse(String postingNo) implements Operation {}

    /// Stops debits of an account, or allows them again (冻结, 解冻). What was held before may still be posted.
    record Freeze(AccountRef account, boolean frozen) implements Operation {}

    /// Agrees how far below zero a constrained account may go (透支额度).
    record AgreeLimit(AccountRef account, Money limit) implements Operation {

        public AgreeLimit {
            if (limit.currency() != account.currency()) {
                throw new IllegalArgumentException(
                        account.accountNo() + ": a limit of another currency");
            }
        }
    }
}
