package com.suanpan.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/// One embedded PostgreSQL for all tests of a JVM, in `target/`, and in it a template with the tables
/// of every room and two lanes. It stops with the JVM; what a killed run left behind, the next one stops and removes.
final class TestPostgreSql {

    private static final Path ROOT = Path.of("target", "test-postgres").toAbsolutePath();
    private static final String TEMPLATE = "template_of_tests";
    private static final int LANES = 2;
    private static final AtomicInteger MADE = new AtomicInteger();

    private static final class Started {
        static final EmbeddedPostgreSql SERVER = start();
    }

    private TestPostgreSql() {}

    /// A new database with the tables of every room.
    static synchronized PGSimpleDataSource freshDatabase() {
        return made(TEMPLATE);
    }

    /// A new database without any table.
    static synchronized PGSimpleDataSource emptyDatabase() {
        return made("template0");
    }

    static synchronized void drop(PGSimpleDataSource database) {
        admin().sql("drop database if exists " + database.getDatabaseName() + " with (force)")
                .update();
    }

    /// The server's first database, for statements about the server itself.
    static JdbcClient admin() {
        return JdbcClient.create(Started.SERVER.dataSource());
    }

    private static PGSimpleDataSource made(String template) {
        String name = "test_" + MADE.incrementAndGet();
        admin().sql("create database " + name + " template " + template).update();
        return named(Started.SERVER, name);
    }

    private static PGSimpleDataSource named(EmbeddedPostgreSql server, String name) {
        PGSimpleDataSource main = server.dataSource();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(main.getServerNames());
        dataSource.setPortNumbers(main.getPortNumbers());
        dataSource.setUser(main.getUser());
        dataSource.setPassword(main.getPassword());
        dataSource.setDatabaseName(name);
        return dataSource;
    }

    private static EmbeddedPostgreSql start() {
        EmbeddedPostgreSql server = startInFreeFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
        JdbcClient.create(server.dataSource()).sql("create database " + TEMPLATE).update();
        PGSimpleDataSource template = named(server, TEMPLATE);
        Migrations.run(template);
        FixedSettings.lanes(template, LANES);
        return server;
    }

    private static EmbeddedPostgreSql startInFreeFolder() {
        for (int i = 1; ; i++) {
            DataFolder folder = DataFolder.at(ROOT.resolve(String.valueOf(i)));
            var holding = folder.take();
            if (holding.isPresent()) {
                Postmaster.stopLeft(folder.database());
                FileSystemUtils.deleteRecursively(folder.database().toFile());
                holding.get().close();
                return EmbeddedPostgreSql.open(folder.path(), false, Clock.systemUTC());
            }
        }
    }
}
