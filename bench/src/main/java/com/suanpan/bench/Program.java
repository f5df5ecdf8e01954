package com.suanpan.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// One child process with a JVM of its own; all that it says goes to its log file.
public final class Program implements AutoCloseable {

    /// PostgreSQL's recovery after a crash may take its time.
    private static final Duration READY = Duration.ofMinutes(3);

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LAST_WORDS = Duration.ofSeconds(40);
    private static final int TAIL_LINES = 12;
    private static final int TAIL_BYTES = 16 * 1024;

    private final String name;
    private final Process process;
    private final Path log;
    private final long logBefore;
    private volatile boolean stopping;

    private Program(String name, Process process, Path log, long logBefore) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logBefore = logBefore;
    }

    /// Starts it; what it says is added to `log`. If it ends before it is closed, `onDeath` gets the
    /// sentence that tells so.
    static Program start(String name, List<String> command, Path log, Consumer<String> onDeath) {
        try {
            long before = Files.exists(log) ? Files.size(log) : 0;
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            Program program = new Program(name, process, log, before);
            Thread.ofVirtual().name(name).start(() -> program.watch(onDeath));
            return program;
        } catch (IOException e) {
            throw new Halt("%s cannot be started: %s".formatted(name, e.getMessage()));
        }
    }

    /// Returns when all these ports of the loopback take connections.
    public Program awaitPorts(int... ports) {
        long until = System.nanoTime() + READY.toNanos();
        for (int port : ports) {
            while (!isTaken(port)) {
                if (!process.isAlive()) {
                    throw new Halt(obituary(process.exitValue()));
                }
                if (System.nanoTime() > until) {
                    throw new Halt(
                            "%s does not listen on port %d after %d s; it said last (%s):\n%s"
                                    .formatted(name, port, READY.toSeconds(), log, tail()));
                }
                Pause.of(LOOK);
            }
        }
        return this;
    }

    static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Asks it to end; does not wait.
    void stop() {
        stopping = true;
        process.destroy();
    }

    /// Its number with the operating system.
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Ends it at once and without a word, as `kill -9` does, and returns when it is gone.
    public void kill() {
        stopping = true;
        process.destroyForcibly().onExit().join();
    }

    /// Ends it in good order, or after a while by force.
    @Override
    public void close() {
        stop();
        try {
            if (!process.waitFor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Consumer<String> onDeath) {
        int code = process.onExit().join().exitValue();
        if (!stopping) {
            onDeath.accept(obituary(code));
        }
    }

    private String obituary(int code) {
        return "%s ended by itself (exit code %d); it said last (%s):\n%s"
                .formatted(name, code, log, tail());
    }

    /// The last lines that it said since this start.
    private String tail() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(logBefore, file.length() - TAIL_BYTES));
            byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()).stream()
                    .map(line -> "    " + line)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
