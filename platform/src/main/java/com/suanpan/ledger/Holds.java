package com.suanpan.ledger;

import com.suanpan.store.Column;
import com.suanpan.store.Query;
import com.suanpan.store.Rows;
import com.suanpan.store.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tables `hold` and `hold_leg`.
@Repository
class Holds {

    private static final String LOCK =
            """
            select hold_no, kind, reference, hold_until, status, posted, why, account_no
            from hold
            where lane = :lane and hold_no = any(:holdNos)
            order by hold_no
            for update
            """;

    private static final String LEGS =
            """
            select hold_no, account_no, side, amount, currency
            from hold_leg
            where lane = :lane and hold_no = any(:holdNos)
            order by hold_no, leg
            """;

    private static final String DUE =
            """
            select hold_no
            from hold
            where lane = :lane and status = 'OPEN' and hold_until <= :now
            order by hold_until
            limit :most
            for update skip locked
            """;

    private static final String INSERT =
            """
            insert into hold (lane, hold_no, kind, reference, hold_until, status, posted, why,
                              account_no, held_at, ended_at)
            select :lane, n.hold_no, n.kind, n.reference, n.hold_until, n.status, n.posted, n.why,
                   n.account_no, :now, case n.status when 'OPEN' then null else :now end
            from unnest(:holdNos, :kinds, :references, :untils::timestamptz[], :statuses, :posted,
                        :whys, :accountNos)
                as n (hold_no, kind, reference, hold_until, status, posted, why, account_no)
            """;

    private static final String INSERT_LEGS =
            """
            insert into hold_leg (lane, hold_no, leg, account_no, side, amount, currency)
            select :lane, n.hold_no, n.leg, n.account_no, n.side, n.amount, n.currency
            from unnest(:holdNos, :legs, :accountNos, :sides, :amounts, :currencies)
                as n (hold_no, leg, account_no, side, amount, currency)
            """;

    private static final String END =
            """
            update hold h
            set status = n.status, posted = n.posted, ended_at = :now
            from unnest(:holdNos, :statuses, :posted) as n (hold_no, status, posted)
            where h.lane = :lane and h.hold_no = any(:holdNos) and h.hold_no = n.hold_no
                and h.status = 'OPEN'
            """;

    private final JdbcClient jdbc;

    Holds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What two queries know of some holds.
    record Found(Query<Row> rows, Query<Map.Entry<String, Leg>> legs) {

        List<Query<?>> queries() {
            return List.of(rows, legs);
        }

        Map<String, HeldMoney> byNumber() {
            Map<String, List<Leg>> byHold = new HashMap<>();
            legs.rows()
                    .forEach(leg ->
                            byHold.computeIfAbsent(leg.getKey(), _ -> new ArrayList<>())
                                    .add(leg.getValue()));
            Map<String, HeldMoney> found = new HashMap<>();
            rows.rows()
                    .forEach(row ->
                            found.put(
                                    row.holdNo,
                                    row.with(byHold.getOrDefault(row.holdNo, List.of()))));
            return found;
        }
    }

    /// A row of `hold`.
    ///
    /// @param kind null, as `reference`, where it was released before it came
    record Row(
            String holdNo,
            @Nullable PostingKind kind,
            @Nullable String reference,
            @Nullable Instant until,
            HoldStatus status,
            long posted,
            @Nullable LedgerRefusal refusal) {

        HeldMoney with(List<Leg> legs) {
            Hold hold =
                    kind == null || reference == null
                            ? null
                            : new Hold(holdNo, kind, reference, legs, until);
            return new HeldMoney(holdNo, hold, status, posted, refusal);
        }
    }

    /// Locks those that exist, in the order of their numbers.
    Found lock(int lane, Collection<String> holdNos) {
        Write.sendIfWaiting(INSERT);
        Write.sendIfWaiting(INSERT_LEGS);
        Write.sendIfWaiting(END);
        String[] numbers = holdNos.toArray(String[]::new);
        return new Found(
                Query.of(jdbc, LOCK, (rs, row) -> row(rs))
                        .param("lane", lane)
                        .param("holdNos", numbers),
                Query.of(
                                jdbc,
                                LEGS,
                                (rs, row) -> Map.entry(rs.getString("hold_no"), PostedLeg.leg(rs)))
                        .param("lane", lane)
                        .param("holdNos", numbers));
    }

    /// Locks some whose time is over and that nobody else works on.
    List<String> due(int lane, Instant now, int most) {
        return jdbc.sql(DUE)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(String.class)
                .list();
    }

    void insert(int lane, List<HeldMoney> added, Instant now) {
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("holdNos", Column.text(added, HeldMoney::holdNo))
                .param("kinds", Column.name(added, h -> h.hold() == null ? null : h.hold().kind()))
                .param(
                        "references",
                        Column.text(added, h -> h.hold() == null ? null : h.hold().reference()))
                .param(
                        "untils",
                        Column.instant(added, h -> h.hold() == null ? null : h.hold().until()))
                .param("statuses", Column.name(added, HeldMoney::status))
                .param("posted", Column.number(added, HeldMoney::postedMinor))
                .param(
                        "whys",
                        Column.name(added, h -> h.refusal() == null ? null : h.refusal().why()))
                .param(
                        "accountNos",
                        Column.text(
                                added, h -> h.refusal() == null ? null : h.refusal().accountNo()))
                .hits("hold", added.size());
        insertLegs(lane, added.stream().map(HeldMoney::hold).filter(Objects::nonNull).toList());
    }

    private void insertLegs(int lane, List<Hold> holds) {
        List<String> numbers = new ArrayList<>();
        List<Leg> legs = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Hold hold : holds) {
            int place = 1;
            for (Leg leg : hold.legs()) {
                numbers.add(hold.holdNo());
                legs.add(leg);
                places.add(place++);
            }
        }
        if (legs.isEmpty()) {
            return;
        }
        Write.of(jdbc, INSERT_LEGS)
                .param("lane", lane)
                .param("holdNos", Column.text(numbers, no -> no))
                .param("legs", Column.number(places, place -> place))
                .param("accountNos", Column.text(legs, leg -> leg.account().accountNo()))
                .param("sides", Column.name(legs, Leg::side))
                .param("amounts", Column.number(legs, leg -> leg.amount().minor()))
                .param("currencies", Column.name(legs, leg -> leg.account().currency()))
                .hits("hold_leg", legs.size());
    }

    /// Ends holds that were open.
    void end(int lane, List<HeldMoney> ended, Instant now) {
        Write.of(jdbc, END)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("holdNos", Column.text(ended, HeldMoney::holdNo))
                .param("statuses", Column.name(ended, HeldMoney::status))
                .param("posted", Column.number(ended, HeldMoney::postedMinor))
                .hits("hold", ended.size());
    }

    private static Row row(ResultSet rs) throws SQLException {
        String kind = rs.getString("kind");
        return new Row(
                rs.getString("hold_no"),
                kind == null ? null : PostingKind.valueOf(kind),
                rs.getString("reference"),
                Rows.instant(rs, "hold_until"),
                HoldStatus.valueOf(rs.getString("status")),
                rs.getLong("posted"),
                LedgerRefusal.read(rs.getString("why"), rs.getString("account_no")));
    }
}
