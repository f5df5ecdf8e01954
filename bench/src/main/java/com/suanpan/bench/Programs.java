package com.suanpan.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Starts the platform, the sandbox and the platform's commands as child processes, each in a JVM of
/// its own and on the loopback only, and ends what it started.
public final class Programs implements AutoCloseable {

    /// How a JVM runs that ends soon.
    public static final List<String> SHORT_LIVED =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /// The sandbox keeps every order. A small young generation makes its pauses many and short: what it
    /// waits would be taken for slowness of the platform's.
    private static final List<String> SHORT_PAUSES =
            List.of("-XX:+UseSerialGC", "-Xmx2g", "-Xmn32m", "-XX:+UseCompactObjectHeaders");

    private static final List<String> QUIET =
            List.of(
                    "-Xlog:disable",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Path home;
    private final Path logs;
    private final Consumer<String> onDeath;
    private final List<Program> started = new ArrayList<>();

    /// @param home the project's folder, where the modules' jars are
    /// @param logs gets a file for each program
    /// @param onDeath hears of a program that ends by itself
    public Programs(Path home, Path logs, Consumer<String> onDeath) {
        this.home = home;
        this.logs = logs;
        this.onDeath = onDeath;
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new Halt("the folder %s cannot be made: %s".formatted(logs, e.getMessage()));
        }
    }

    /// Starts the sandbox with its memory in `data`.
    public Program sandbox(int port, Path data) {
        return sandbox(port, data, 1);
    }

    /// The same, drawing what its knobs leave to chance from this seed.
    public Program sandbox(int port, Path data, long seed) {
        return start(
                "the sandbox",
                "sandbox",
                "com.suanpan.sandbox.Sandbox",
                SHORT_PAUSES,
                List.of(
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString(),
                        "--seed",
                        Long.toString(seed)));
    }

    /// Starts the platform's server on a data folder with these settings (`suanpan.public-url=…`).
    Program platform(Path data, List<String> settings) {
        return platform(data, settings, "com.suanpan.Suanpan", List.of());
    }

    /// The same by another main class that has the platform beside it, or with more options of the JVM.
    public Program platform(Path data, List<String> settings, String main, List<String> options) {
        List<String> words = new ArrayList<>(List.of("serve", "--data", data.toString()));
        words.add("--server.address=127.0.0.1");
        settings.forEach(setting -> words.add("--" + setting));
        List<String> all = new ArrayList<>(serverOptions());
        all.addAll(options);
        return start("the platform", "platform", main, all, words);
    }

    /// How the server's JVM runs, as `./suanpan serve` starts it.
    public List<String> serverOptions() {
        return List.of("@" + home.resolve("platform").resolve("serve.jvm"));
    }

    /// What a command said, and how it ended.
    public record Said(int code, String text, String errors) {}

    /// Runs a command of the platform beside its server, with this as its standard input.
    Said command(Path data, String input, List<String> words) {
        List<String> command = java(SHORT_LIVED, "platform", "platform.jsa");
        command.addAll(List.of("-jar", jar("platform").toString()));
        command.addAll(words);
        command.addAll(List.of("--data", data.toString()));
        return said(command, input);
    }

    /// Runs a main class of the bench that has the platform beside it, and returns what it said.
    public Said beside(Class<?> main, List<String> options, String input, List<String> words) {
        List<String> command = java(options, "platform", "tethered.jsa");
        command.addAll(List.of("-cp", with("platform"), main.getName()));
        command.addAll(words);
        return said(command, input);
    }

    private Said said(List<String> command, String input) {
        Path errors = logs.resolve("command.log");
        try {
            Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text, Files.readString(errors).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        }
    }

    /// Starts a main class of the bench that has the platform beside it, to live until it is closed.
    public Program beside(String name, Class<?> main, List<String> words) {
        return start(name, "platform", main.getName(), SHORT_LIVED, words, main.getSimpleName());
    }

    private Program start(
            String name, String module, String main, List<String> options, List<String> words) {
        return start(name, module, main, options, words, module);
    }

    private Program start(
            String name,
            String module,
            String main,
            List<String> options,
            List<String> words,
            String log) {
        List<String> command = java(options, module, "tethered.jsa");
        command.addAll(List.of("-cp", with(module), Tether.class.getName(), main));
        command.addAll(words);
        Program program = Program.start(name, command, logs.resolve(log + ".log"), onDeath);
        synchronized (started) {
            started.add(program);
        }
        return program;
    }

    /// A JVM that keeps in `archive` what it learned of the classes, which takes a third off the next start;
    /// commands share the launcher's.
    private List<String> java(List<String> options, String module, String archive) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUIET);
        command.add("-XX:+AutoCreateSharedArchive");
        command.add("-XX:SharedArchiveFile=" + jar(module).resolveSibling(archive));
        command.addAll(options);
        return command;
    }

    /// A module's class path, and ours behind it.
    private String with(String module) {
        return Stream.of(jar(module), jar("bench"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path jar(String module) {
        Path jar = home.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.exists(jar)) {
            throw new Halt(jar + " is missing: ./suanpan builds it.");
        }
        return jar;
    }

    /// Ends all that was started, and returns when it is gone.
    @Override
    public void close() {
        List<Program> all;
        synchronized (started) {
            all = List.copyOf(started).reversed();
        }
        all.forEach(Program::stop);
        all.forEach(Program::close);
    }
}
