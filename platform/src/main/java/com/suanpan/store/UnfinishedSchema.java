package com.suanpan.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/// Where an outside database grows until it is whole: a schema of its own, whose tables then go where
/// they belong in one transaction. What is found in it may always be thrown away.
final class UnfinishedSchema {

    private static final String NAME = "suanpan_unfinished";

    /// Statements that move everything of the unfinished schema into the connection's own. A table
    /// takes its indexes, sequences and triggers along.
    private static final String MOVES =
            """
            select format('alter %s %I.%I set schema %I',
                          case c.relkind when 'v' then 'view' else 'table' end,
                          n.nspname, c.relname, current_schema())
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'suanpan_unfinished' and c.relkind in ('r', 'v')
            union all
            select format('alter function %s set schema %I', p.oid::regprocedure, current_schema())
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'suanpan_unfinished'
            """;

    private UnfinishedSchema() {}

    static void requireEmpty(PGSimpleDataSource outside) {
        try (Connection connection = outside.getConnection()) {
            if (!BackupRows.holdsNothing(connection)) {
                throw new StartRefused(
                        "the database named in suanpan.database.url is not empty: create a new one for the restore.");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `outside` makes a new data source at each call.
    static void fill(Supplier<PGSimpleDataSource> outside, Consumer<PGSimpleDataSource> fill) {
        PGSimpleDataSource own = outside.get();
        requireEmpty(own);
        PGSimpleDataSource unfinished = outside.get();
        unfinished.setCurrentSchema(NAME);
        try {
            drop(own);
            run(own, "create schema " + NAME);
            fill.accept(unfinished);
            move(own);
        } catch (RuntimeException e) {
            drop(own);
            throw e;
        }
    }

    /// The schema must be empty then, or the drop fails and nothing has moved.
    private static void move(PGSimpleDataSource own) {
        try (Connection connection = own.getConnection()) {
            connection.setAutoCommit(false);
            for (String statement : BackupRows.column(connection, MOVES)) {
                BackupRows.execute(connection, statement);
            }
            BackupRows.execute(connection, "drop schema " + NAME);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void drop(PGSimpleDataSource own) {
        run(own, "drop schema if exists " + NAME + " cascade");
    }

    private static void run(PGSimpleDataSource own, String statement) {
        try (Connection connection = own.getConnection()) {
            BackupRows.execute(connection, statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
