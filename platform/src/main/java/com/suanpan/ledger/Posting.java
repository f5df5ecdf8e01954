package com.suanpan.ledger;

import java.util.List;

/// A posting (记账): what is moved at once. Its number makes it idempotent: the same number moves
/// nothing twice, and one that was refused stays refused.
///
/// @param postingNo unique within its lane; from `PostingKind.postingNo`
/// @param reference the business number that it belongs to
public record Posting(String postingNo, PostingKind kind, String reference, List<Leg> legs)
        implements Operation {

    public Posting {
        legs = Legs.balanced(postingNo, legs);
    }

    /// A posting for a business number.
    public static Posting of(PostingKind kind, String reference, List<Leg> legs) {
        if (kind.isHeld()) {
            throw new IllegalArgumentException(kind + " is held before it is posted");
        }
        return new Posting(kind.postingNo(reference), kind, reference, legs);
    }

    /// What decides whether the same number means the same posting.
    String content() {
        return Legs.content(kind, reference, legs);
    }

    /// Its opposite (冲正).
    Posting reversed() {
        return of(
                PostingKind.REVERSAL,
                postingNo,
                legs.stream()
                        .map(leg -> new Leg(leg.account(), leg.side().other(), leg.amount()))
                        .toList());
    }
}
