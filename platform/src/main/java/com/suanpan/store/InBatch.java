package com.suanpan.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/// A batch's way to the database. Under load each journey there waits twice for a processor, so what
/// belongs together travels together: queries that do not need each other's answers, and all that the
/// batch writes.
final class InBatch {

    static final ScopedValue<InBatch> NOW = ScopedValue.newInstance();

    private final JdbcTemplate connection;
    private final List<Write> waiting = new ArrayList<>();

    private InBatch(JdbcTemplate connection) {
        this.connection = connection;
    }

    /// Does the work of a batch and sends what it wrote, on the connection of the running transaction.
    static <R> R run(JdbcTemplate connection, Supplier<R> work) {
        InBatch batch = new InBatch(connection);
        return ScopedValue.where(NOW, batch)
                .call(() -> {
                    R result = work.get();
                    batch.send();
                    return result;
                });
    }

    void add(Write write) {
        waiting.add(write);
    }

    boolean waits(String sql) {
        return waiting.stream().anyMatch(write -> write.named.sql.equals(sql));
    }

    /// Sends what waits, in one journey.
    void send() {
        List<Write> all = List.copyOf(waiting);
        waiting.clear();
        if (all.isEmpty()) {
            return;
        }
        List<Named> named = all.stream().map(write -> write.named).toList();
        connection.execute(
                Named.joined(named),
                (PreparedStatement statement) -> {
                    Named.fill(statement, named);
                    statement.execute();
                    for (Write write : all) {
                        write.check(statement.getUpdateCount());
                        statement.getMoreResults();
                    }
                    return all.size();
                });
    }

    /// Asks them all, in one journey.
    void ask(List<Query<?>> queries) {
        List<Named> named = queries.stream().<Named>map(query -> query.named).toList();
        connection.execute(
                Named.joined(named),
                (PreparedStatement statement) -> {
                    Named.fill(statement, named);
                    statement.execute();
                    for (Query<?> query : queries) {
                        read(statement, query);
                        statement.getMoreResults();
                    }
                    return queries.size();
                });
    }

    private static void read(PreparedStatement statement, Query<?> query) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            query.read(rows);
        }
    }
}
