package com.suanpan.outbound;

import com.suanpan.store.Column;
import com.suanpan.store.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `alert`: the last alert of each kind about each subject.
@Repository
class AlertRows implements AlertBook {

    /// Told so lately by whichever server, it is not told again.
    private static final String ADD =
            """
            insert into alert (kind, subject, text, raised_at, tries, next_try_at)
            select n.kind, n.subject, n.text, :now, 0, :now
            from unnest(:kinds, :subjects, :texts) as n (kind, subject, text)
            on conflict (kind, subject) do update
            set text = excluded.text, raised_at = excluded.raised_at, sent_at = null, tries = 0,
                next_try_at = excluded.next_try_at
            where alert.raised_at <= :quiet
            """;

    /// Each claim puts the next try off, at first by half a minute, in the end by ten.
    private static final String CLAIM =
            """
            with due as materialized (
                select kind, subject from alert
                where sent_at is null and next_try_at <= :now and raised_at > :oldest
                order by next_try_at
                limit :most
                for update skip locked)
            update alert a
            set tries = a.tries + 1,
                next_try_at = cast(:now as timestamptz)
                    + interval '30 seconds' * least(power(2, a.tries), 20)
            from due
            where a.kind = due.kind and a.subject = due.subject
            returning a.kind, a.subject, a.text, a.raised_at
            """;

    private static final String SENT =
            """
            update alert a
            set sent_at = :now
            from unnest(:kinds, :subjects, cast(:raisedAts as timestamptz[]))
                as n (kind, subject, raised_at)
            where a.kind = n.kind and a.subject = n.subject and a.raised_at = n.raised_at
            """;

    private static final String FORGET = "delete from alert where raised_at < :before";

    private final JdbcClient jdbc;

    AlertRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In key order, so that two batches never wait for each other in a circle.
    @Override
    public void add(List<Alert> alerts, Instant now) {
        List<Alert> sorted =
                alerts.stream()
                        .sorted(Comparator.comparing(Alert::kind).thenComparing(Alert::subject))
                        .toList();
        jdbc.sql(ADD)
                .param("kinds", Column.text(sorted, Alert::kind))
                .param("subjects", Column.text(sorted, Alert::subject))
                .param("texts", Column.text(sorted, Alert::text))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("quiet", now.minus(Alerts.QUIET).atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Takes alerts that are to be sent now, the longest waiting first; none older than `oldest`.
    List<Alert.Raised> claim(Instant now, Duration oldest, int most) {
        return jdbc.sql(CLAIM)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("oldest", now.minus(oldest).atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((rs, _) ->
                        new Alert.Raised(
                                new Alert(
                                        rs.getString("kind"),
                                        rs.getString("subject"),
                                        rs.getString("text")),
                                Rows.need(rs, "raised_at")))
                .list();
    }

    void sent(List<Alert.Raised> alerts, Instant now) {
        jdbc.sql(SENT)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("kinds", Column.text(alerts, a -> a.alert().kind()))
                .param("subjects", Column.text(alerts, a -> a.alert().subject()))
                .param("raisedAts", Column.instant(alerts, Alert.Raised::at))
                .update();
    }

    int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
    }
}
