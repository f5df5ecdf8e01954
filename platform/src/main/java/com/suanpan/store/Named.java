package com.suanpan.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/// A statement with named parameters, and how several become one that the driver sends at once.
final class Named {

    /// As many as there are statements in the source.
    private static final Map<String, Parsed> PARSED = new ConcurrentHashMap<>();

    final String sql;
    final Map<String, @Nullable Object> params = new LinkedHashMap<>();

    private record Parsed(ParsedSql named, String positional) {

        static Parsed of(String sql) {
            ParsedSql named = NamedParameterUtils.parseSqlStatement(sql);
            return new Parsed(
                    named, NamedParameterUtils.substituteNamedParameters(named, null).strip());
        }
    }

    Named(String sql) {
        this.sql = sql;
    }

    /// Their texts in this order, as one.
    static String joined(List<Named> all) {
        return all.stream()
                .map(each -> each.parsed().positional)
                .collect(Collectors.joining(";\n"));
    }

    /// Gives the joined statement all their values.
    static void fill(PreparedStatement statement, List<Named> all) throws SQLException {
        int at = 1;
        for (Named each : all) {
            for (Object value : each.values()) {
                StatementCreatorUtils.setParameterValue(
                        statement, at++, SqlTypeValue.TYPE_UNKNOWN, value);
            }
        }
    }

    private @Nullable Object[] values() {
        return NamedParameterUtils.buildValueArray(
                parsed().named, new MapSqlParameterSource(params), null);
    }

    private Parsed parsed() {
        return PARSED.computeIfAbsent(sql, Parsed::of);
    }
}
