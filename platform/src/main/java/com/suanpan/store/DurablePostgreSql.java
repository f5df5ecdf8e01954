package com.suanpan.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Map;

/// The settings of a PostgreSQL of our own: durable, for us alone, and with few checkpoints, since each
/// makes PostgreSQL write every page that changes after it whole into the log.
final class DurablePostgreSql {

    private static final Map<String, String> SERVER =
            Map.of(
                    "fsync", "on",
                    "synchronous_commit", "on",
                    "full_page_writes", "on",
                    "listen_addresses", "127.0.0.1",
                    "unix_socket_directories", "''",
                    "shared_buffers", "256MB",
                    "max_wal_size", "2GB",
                    "checkpoint_timeout", "15min",
                    "backend_flush_after", "256kB",
                    "jit", "off");

    private DurablePostgreSql() {}

    static EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        SERVER.forEach(builder::setServerConfig);
        return builder;
    }
}
