package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedPostgreSqlTest {

    @TempDir private static Path data;

    @BeforeAll
    static void a_data_folder_that_was_used_before() {
        try (var server = open()) {
            JdbcClient.create(server.dataSource()).sql("create table kept (n int)").update();
        }
    }

    @Test
    void it_is_durable_and_open_to_nobody_else() {
        try (var server = open()) {
            assertThat(setting(server, "fsync")).isEqualTo("on");
            assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(server, "full_page_writes")).isEqualTo("on");
            assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(server, "unix_socket_directories")).isEmpty();
            server.dataSource().setPassword("wrong");
            assertThatThrownBy(() -> setting(server, "fsync"))
                    .hasStackTraceContaining("password authentication failed");
        }
    }

    @Test
    void the_folder_and_the_password_are_for_their_owner_only() throws IOException {
        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(data.resolve("database"))).isEqualTo("rwx------");
        assertThat(mode(data.resolve("program"))).isEqualTo("rwx------");
        assertThat(mode(data.resolve("postgres.password"))).isEqualTo("rw-------");
    }

    @Test
    void a_second_server_on_the_folder_is_refused() {
        try (var _ = open()) {
            assertThatThrownBy(EmbeddedPostgreSqlTest::open)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_command_joins_the_server_that_runs_and_leaves_it_running() {
        try (var server = open()) {
            try (var joined = EmbeddedPostgreSql.open(data, true, Clock.systemUTC())) {
                assertThat(setting(joined, "port")).isEqualTo(setting(server, "port"));
            }
            assertThat(setting(server, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void closing_leaves_no_process_and_keeps_the_data() {
        long pid;
        try (var server = open()) {
            insert(server, 1);
            pid = postmaster().pid();
        }
        assertThat(alive(pid)).isFalse();
        try (var server = open()) {
            assertThat(kept(server)).contains(1);
        }
    }

    @Test
    void after_a_kill_9_of_the_server_the_orphan_is_stopped_and_nothing_committed_is_lost()
            throws Exception {
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Committing.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int acknowledged;
        try (BufferedReader told =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            do {
                acknowledged = Committing.acknowledged(told.readLine());
            } while (acknowledged < 1_100);
        } finally {
            server.destroyForcibly().waitFor();
        }
        long orphan = postmaster().pid();
        assertThat(alive(orphan)).isTrue();
        try (var next = open()) {
            assertThat(alive(orphan)).isFalse();
            assertThat(postmaster().pid()).isNotEqualTo(orphan);
            assertThat(kept(next)).contains(acknowledged);
        }
    }

    /// The server that is killed: commits numbers from 1000 up and tells each one afterwards.
    static final class Committing {

        private static final String TOLD = "committed ";

        public static void main(String[] data) {
            var server = EmbeddedPostgreSql.open(Path.of(data[0]), false, Clock.systemUTC());
            for (int n = 1_000; ; n++) {
                insert(server, n);
                System.out.println(TOLD + n);
            }
        }

        static int acknowledged(String line) {
            return line.startsWith(TOLD) ? Integer.parseInt(line.substring(TOLD.length())) : 0;
        }
    }

    @Test
    void a_stale_pid_file_that_names_another_program_harms_neither_it_nor_us() throws Exception {
        Process innocent = new ProcessBuilder("sleep", "60").start();
        try {
            Files.write(
                    data.resolve("database/postmaster.pid"),
                    List.of(
                            String.valueOf(innocent.pid()),
                            data.resolve("database").toString(),
                            "1790000000",
                            "5432",
                            "",
                            "127.0.0.1",
                            "1 1",
                            "ready"));
            try (var server = open()) {
                assertThat(setting(server, "fsync")).isEqualTo("on");
                assertThat(innocent.isAlive()).isTrue();
            }
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void a_first_start_that_was_killed_is_begun_anew(@TempDir Path fresh) throws IOException {
        Files.createDirectories(fresh.resolve("database.unfinished/base"));
        Files.writeString(fresh.resolve("database.unfinished/PG_VERSION"), "18\n");
        Files.writeString(fresh.resolve("database.unfinished/postgresql.conf"), "");
        try (var server = EmbeddedPostgreSql.open(fresh, false, Clock.systemUTC())) {
            assertThat(setting(server, "fsync")).isEqualTo("on");
        }
        assertThat(fresh.resolve("database.unfinished")).doesNotExist();
    }

    @Test
    void a_database_whose_password_is_gone_is_refused(@TempDir Path fresh) throws IOException {
        Files.createDirectories(fresh.resolve("database"));
        assertThatThrownBy(() -> EmbeddedPostgreSql.open(fresh, false, Clock.systemUTC()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("postgres.password is missing");
    }

    private static EmbeddedPostgreSql open() {
        return EmbeddedPostgreSql.open(data, false, Clock.systemUTC());
    }

    private static Postmaster postmaster() {
        return Postmaster.of(data.resolve("database")).orElseThrow();
    }

    /// A process that has ended, but that nobody reaped, has no command any more.
    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).flatMap(one -> one.info().command()).isPresent();
    }

    private static void insert(EmbeddedPostgreSql server, int n) {
        JdbcClient.create(server.dataSource())
                .sql("insert into kept (n) values (:n)")
                .param("n", n)
                .update();
    }

    private static List<Integer> kept(EmbeddedPostgreSql server) {
        return JdbcClient.create(server.dataSource())
                .sql("select n from kept")
                .query(Integer.class)
                .list();
    }

    private static String setting(EmbeddedPostgreSql server, String name) {
        return JdbcClient.create(server.dataSource())
                .sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
