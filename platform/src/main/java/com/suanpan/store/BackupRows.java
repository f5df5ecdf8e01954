package com.suanpan.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a backup and a restore ask and tell PostgreSQL about the tables themselves.
final class BackupRows {

    /// Tables without `flyway_…`, which the migrations write themselves, and without what is true of a
    /// moment only: which server runs which job, and tokens of transactions that are long over.
    private static final String TABLES =
            """
            select c.relname::text,
                   (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
              and c.relname not like 'flyway\\_%'
              and c.relname not in ('scheduled_tasks', 'commit_token')
            order by c.relname
            """;

    private static final String SEQUENCES =
            """
            select relname::text from pg_class
            where relnamespace = current_schema()::regnamespace and relkind = 'S'
            order by relname
            """;

    private static final String FOREIGN_KEYS =
            """
            select format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                          pg_get_constraintdef(oid)),
                   format('alter table %s drop constraint %I', conrelid::regclass, conname)
            from pg_constraint
            where contype = 'f' and connamespace = current_schema()::regnamespace
            order by conrelid::regclass::text, conname
            """;

    private static final String RELATIONS =
            """
            select count(*) from pg_class
            where relnamespace = current_schema()::regnamespace
              and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
            """;

    private BackupRows() {}

    /// The tables that a backup holds, each with its columns, by name.
    static Map<String, List<String>> tables(Connection connection) throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(TABLES)) {
            while (rs.next()) {
                Array columns = rs.getArray(2);
                tables.put(
                        rs.getString(1),
                        Arrays.stream((Object[]) columns.getArray()).map(String::valueOf).toList());
            }
        }
        return tables;
    }

    /// Keeps others from changing what the tables look like until the transaction ends; rows may come
    /// and go.
    static void keepTables(Connection connection, Iterable<String> tables) throws SQLException {
        List<String> quoted = new ArrayList<>();
        tables.forEach(table -> quoted.add(TableCopy.quoted(table)));
        execute(connection, "lock table " + String.join(", ", quoted) + " in access share mode");
    }

    static List<BackupManifest.Counter> counters(Connection connection) throws SQLException {
        List<BackupManifest.Counter> counters = new ArrayList<>();
        for (String name : column(connection, SEQUENCES)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rs =
                            statement.executeQuery(
                                    "select last_value, is_called from "
                                            + TableCopy.quoted(name))) {
                rs.next();
                counters.add(new BackupManifest.Counter(name, rs.getLong(1), rs.getBoolean(2)));
            }
        }
        return counters;
    }

    static void set(Connection connection, BackupManifest.Counter counter) throws SQLException {
        try (var statement =
                connection.prepareStatement("select setval(quote_ident(?)::regclass, ?, ?)")) {
            statement.setString(1, counter.name());
            statement.setLong(2, counter.value());
            statement.setBoolean(3, counter.called());
            statement.executeQuery().close();
        }
    }

    /// The statements that make each foreign key again, by those that drop it.
    static Map<String, String> foreignKeys(Connection connection) throws SQLException {
        Map<String, String> keys = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(FOREIGN_KEYS)) {
            while (rs.next()) {
                keys.put(rs.getString(2), rs.getString(1));
            }
        }
        return keys;
    }

    /// Deletes the rows that a migration put there; a table without rows is not touched, for some
    /// refuse every deletion.
    static void empty(Connection connection, String table) throws SQLException {
        String quoted = TableCopy.quoted(table);
        try (Statement statement = connection.createStatement();
                ResultSet rs =
                        statement.executeQuery("select exists (select from " + quoted + ")")) {
            rs.next();
            if (rs.getBoolean(1)) {
                execute(connection, "delete from " + quoted);
            }
        }
    }

    /// Whether the schema holds nothing at all.
    static boolean holdsNothing(Connection connection) throws SQLException {
        return column(connection, RELATIONS).equals(List.of("0"));
    }

    static void execute(Connection connection, String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    static List<String> column(Connection connection, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(query)) {
            while (rs.next()) {
                found.add(rs.getString(1));
            }
        }
        return found.stream().collect(Collectors.toUnmodifiableList());
    }
}
