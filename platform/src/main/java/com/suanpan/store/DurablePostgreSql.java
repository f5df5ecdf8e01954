package com.suanpan.store;

import static java.util.Map.entry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Map;

/// The settings of a PostgreSQL of our own: durable, for us alone, and with few checkpoints, since each
/// makes PostgreSQL write every page that changes after it whole into the log.
final class DurablePostgreSql {

    private static final Map<String, String> SERVER =
            Map.ofEntries(
                    entry("fsync", "on"),
                    entry("synchronous_commit", "on"),
                    entry("full_page_writes", "on"),
                    entry("listen_addresses", "127.0.0.1"),
                    entry("unix_socket_directories", "''"),
                    entry("shared_buffers", "256MB"),
                    entry("max_wal_size", "2GB"),
                    entry("checkpoint_timeout", "15min"),
                    entry("backend_flush_after", "256kB"),
                    entry("autovacuum_vacuum_cost_delay", "5ms"),
                    entry("jit", "off"));

    private DurablePostgreSql() {}

    static EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        SERVER.forEach(builder::setServerConfig);
        return builder;
    }
}
