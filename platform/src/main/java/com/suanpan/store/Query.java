package com.suanpan.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A statement that answers rows. Several that do not need each other's answers are asked together: in
/// a batch that is one journey to the database.
public final class Query<T> {

    final Named named;
    private final JdbcClient jdbc;
    private final RowMapper<T> mapper;
    private @Nullable List<T> rows;

    private Query(JdbcClient jdbc, String sql, RowMapper<T> mapper) {
        this.jdbc = jdbc;
        this.named = new Named(sql);
        this.mapper = mapper;
    }

    public static <T> Query<T> of(JdbcClient jdbc, String sql, RowMapper<T> mapper) {
        return new Query<>(jdbc, sql, mapper);
    }

    public Query<T> param(String name, @Nullable Object value) {
        named.params.put(name, value);
        return this;
    }

    /// Asks those that were not asked yet, in this order.
    public static void together(Query<?>... queries) {
        together(List.of(queries));
    }

    /// The same.
    public static void together(List<? extends Query<?>> queries) {
        List<Query<?>> left = new ArrayList<>();
        for (Query<?> query : queries) {
            if (query.rows == null) {
                left.add(query);
            }
        }
        if (left.size() > 1 && InBatch.NOW.isBound()) {
            InBatch.NOW.get().ask(left);
        } else {
            left.forEach(Query::rows);
        }
    }

    /// Its rows. It is asked once; now, unless that was done.
    public List<T> rows() {
        List<T> known = rows;
        if (known == null) {
            known = jdbc.sql(named.sql).params(named.params).query(mapper).list();
            rows = known;
        }
        return known;
    }

    void read(ResultSet from) throws SQLException {
        List<T> read = new ArrayList<>();
        while (from.next()) {
            read.add(mapper.mapRow(from, read.size()));
        }
        rows = read;
    }
}
