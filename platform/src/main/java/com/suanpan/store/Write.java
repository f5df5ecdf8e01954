package com.suanpan.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A statement that writes, with the rows that it must hit.
///
/// In a batch it waits, and all that wait are sent at the batch's end, in the order in which they were
/// made: one journey to the database, not one each. So who reads in a batch what it may have written
/// calls `sendIfWaiting` before. Outside a batch a statement is sent at once.
public final class Write {

    private static final ScopedValue<Waiting> WAITING = ScopedValue.newInstance();
    private static final int ANY = -1;

    /// As many as there are statements in the source.
    private static final Map<String, Parsed> PARSED = new ConcurrentHashMap<>();

    private final JdbcClient jdbc;
    private final String sql;
    private final Map<String, @Nullable Object> params = new LinkedHashMap<>();
    private String what = "";
    private int rows = ANY;

    private record Parsed(ParsedSql named, String positional) {

        static Parsed of(String sql) {
            ParsedSql named = NamedParameterUtils.parseSqlStatement(sql);
            return new Parsed(
                    named, NamedParameterUtils.substituteNamedParameters(named, null).strip());
        }
    }

    private Write(JdbcClient jdbc, String sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    public static Write of(JdbcClient jdbc, String sql) {
        return new Write(jdbc, sql);
    }

    public Write param(String name, @Nullable Object value) {
        params.put(name, value);
        return this;
    }

    public Write params(Map<String, ?> more) {
        params.putAll(more);
        return this;
    }

    /// Sends it, now or with the batch; throws `GuardMissed` then unless it hits exactly so many rows.
    public void hits(String what, int rows) {
        this.what = what;
        this.rows = rows;
        send();
    }

    /// Sends it, now or with the batch, however many rows it hits.
    public void send() {
        if (WAITING.isBound()) {
            WAITING.get().writes.add(this);
        } else {
            check(jdbc.sql(sql).params(params).update());
        }
    }

    /// Does the work of a batch and sends what it wrote, on the connection of the running transaction.
    static <R> R together(JdbcTemplate connection, Supplier<R> work) {
        Waiting waiting = new Waiting(connection, new ArrayList<>());
        return ScopedValue.where(WAITING, waiting)
                .call(() -> {
                    R result = work.get();
                    waiting.send();
                    return result;
                });
    }

    /// Sends what waits in this batch if this statement is among it.
    public static void sendIfWaiting(String sql) {
        if (WAITING.isBound() && WAITING.get().writes.stream().anyMatch(w -> w.sql.equals(sql))) {
            WAITING.get().send();
        }
    }

    /// What a batch has written and not sent.
    private record Waiting(JdbcTemplate connection, List<Write> writes) {

        void send() {
            List<Write> all = List.copyOf(writes);
            writes.clear();
            if (!all.isEmpty()) {
                String sql =
                        all.stream()
                                .map(write -> write.parsed().positional)
                                .collect(Collectors.joining(";\n"));
                connection.execute(sql, (PreparedStatement statement) -> sent(statement, all));
            }
        }
    }

    private static Integer sent(PreparedStatement statement, List<Write> all) throws SQLException {
        int at = 1;
        for (Write write : all) {
            for (Object value : write.values()) {
                StatementCreatorUtils.setParameterValue(
                        statement, at++, SqlTypeValue.TYPE_UNKNOWN, value);
            }
        }
        statement.execute();
        for (Write write : all) {
            write.check(statement.getUpdateCount());
            statement.getMoreResults();
        }
        return all.size();
    }

    private @Nullable Object[] values() {
        return NamedParameterUtils.buildValueArray(
                parsed().named, new MapSqlParameterSource(params), null);
    }

    private Parsed parsed() {
        return PARSED.computeIfAbsent(sql, Parsed::of);
    }

    private void check(int hit) {
        if (rows != ANY) {
            GuardMissed.unless(what, rows, hit);
        }
    }
}
