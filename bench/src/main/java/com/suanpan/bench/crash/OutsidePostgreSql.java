package com.suanpan.bench.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A PostgreSQL that nobody's server started: the one of a data folder whose server is stopped, in a
/// process of its own.
///
/// Words: the data folder, the port.
public final class OutsidePostgreSql {

    private OutsidePostgreSql() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        Path data = Path.of(words[0]);
        EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("database"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(data.resolve("program").toFile())
                .setPort(Integer.parseInt(words[1]))
                .setConnectConfig(
                        "password", Files.readString(data.resolve("postgres.password")).strip())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "''")
                .start();
        new CountDownLatch(1).await();
    }
}
