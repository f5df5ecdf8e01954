package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.TestDatabase;
import java.io.File;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as an operator meets it: a process with an exit code and a line on standard error.
class SuanpanTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir private static Path folder;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_taken_port_is_told_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            refused(
                    "port %d is taken".formatted(taken.getLocalPort()),
                    "--suanpan.api.port=" + taken.getLocalPort(),
                    "--suanpan.callback.port=0",
                    "--suanpan.ops.port=0");
        }
    }

    @Test
    void a_taken_callback_port_is_told_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            refused(
                    "port %d is taken".formatted(taken.getLocalPort()),
                    "--suanpan.api.port=0",
                    "--suanpan.callback.port=" + taken.getLocalPort(),
                    "--suanpan.ops.port=0");
        }
    }

    @Test
    void a_taken_port_of_the_operators_is_told_in_one_sentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            refused(
                    "port %d is taken".formatted(taken.getLocalPort()),
                    "--suanpan.api.port=0",
                    "--suanpan.callback.port=0",
                    "--suanpan.ops.port=" + taken.getLocalPort());
        }
    }

    @Test
    void a_wrong_password_is_told_in_one_sentence() throws Exception {
        refused("suanpan.database.password", "--suanpan.database.password=wrong");
    }

    private void refused(String words, String... settings) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                productClasses(),
                                Suanpan.class.getName(),
                                "serve",
                                "--data",
                                folder.toString(),
                                "--suanpan.database.url=" + DATABASE.url(),
                                "--suanpan.database.username=" + DATABASE.username(),
                                "--suanpan.database.password=" + DATABASE.password()));
        command.addAll(List.of(settings));
        Process process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(told.lines()).singleElement().asString().startsWith("suanpan: ").contains(words);
    }

    /// Without the beans that other tests define, which the program would take for its own.
    private static String productClasses() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
