package com.suanpan.ledger;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One leg of a posting that stands, with the posting it belongs to.
record PostedLeg(String postingNo, PostingKind kind, String reference, Leg leg) {

    static PostedLeg read(ResultSet rs) throws SQLException {
        return new PostedLeg(
                rs.getString("posting_no"),
                PostingKind.valueOf(rs.getString("kind")),
                rs.getString("reference"),
                leg(rs));
    }

    static Leg leg(ResultSet rs) throws SQLException {
        return new Leg(
                AccountRef.read(rs.getString("account_no")),
                Side.valueOf(rs.getString("side")),
                Money.of(rs.getLong("amount"), Currency.valueOf(rs.getString("currency"))));
    }

    /// Whole postings, by their numbers.
    static Map<String, Posting> together(List<PostedLeg> rows) {
        Map<String, List<PostedLeg>> byNumber = new LinkedHashMap<>();
        rows.forEach(
                row -> byNumber.computeIfAbsent(row.postingNo, _ -> new ArrayList<>()).add(row));
        Map<String, Posting> postings = new TreeMap<>();
        byNumber.forEach((postingNo, legs) -> {
            PostedLeg first = legs.getFirst();
            postings.put(
                    postingNo,
                    new Posting(
                            postingNo,
                            first.kind,
                            first.reference,
                            legs.stream().map(PostedLeg::leg).toList()));
        });
        return postings;
    }
}
