package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir private Path folder;

    @Test
    void one_that_ends_by_itself_is_told_with_its_last_words() throws Exception {
        Path log = folder.resolve("program.log");
        Files.writeString(log, "words of an earlier start\n");
        CompletableFuture<String> obituary = new CompletableFuture<>();

        try (Program program =
                Program.start(
                        "the program",
                        List.of(JAVA, "-cp", folder.toString(), "NoSuchMain"),
                        log,
                        obituary::complete)) {
            assertThatExceptionOfType(Halt.class)
                    .isThrownBy(() -> program.awaitPorts(freePort()))
                    .withMessageContaining("the program ended by itself (exit code 1)")
                    .withMessageContaining("NoSuchMain")
                    .withMessageNotContaining("earlier start");
            assertThat(obituary.get(20, TimeUnit.SECONDS)).contains("NoSuchMain");
        }
    }

    @Test
    void one_that_is_closed_ends_and_is_not_mourned() throws Exception {
        CompletableFuture<String> obituary = new CompletableFuture<>();
        Path main = folder.resolve("Sleeps.java");
        Files.writeString(
                main,
                """
                void main() throws Exception {
                    new java.net.ServerSocket(%d, 1, java.net.InetAddress.getLoopbackAddress());
                    new java.util.concurrent.CountDownLatch(1).await();
                }
                """);
        int port = freePort();
        Files.writeString(main, Files.readString(main).formatted(port));

        Program program =
                Program.start(
                        "the program",
                        List.of(JAVA, main.toString()),
                        folder.resolve("program.log"),
                        obituary::complete);
        program.awaitPorts(port);
        program.close();

        assertThat(Program.isTaken(port)).isFalse();
        assertThat(obituary).isNotDone();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
