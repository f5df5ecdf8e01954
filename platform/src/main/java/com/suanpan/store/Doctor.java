package com.suanpan.store;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;

/// `./suanpan doctor`: looks at the machine, the folder and the database, and changes nothing.
public final class Doctor {

    private static final int JAVA = 25;
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long LEAST_FREE = 1024;
    private static final int WELL = 0;
    private static final int ILL = 1;

    private final Environment environment;
    private final DatabaseSettings settings;
    private final Clock clock;

    public Doctor(Environment environment, Clock clock) {
        this.environment = environment;
        this.settings = DatabaseSettings.of(environment);
        this.clock = clock;
    }

    private record Finding(boolean well, String subject, String words) {}

    /// Prints a line for each finding; the result is the exit code, 0 if nothing needs a hand.
    public int examine(PrintStream to) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.addAll(folder());
        boolean served = !settings.outside() && held();
        findings.addAll(database(served));
        findings.add(port("api", "suanpan.api.port", served));
        findings.add(port("callbacks", "suanpan.callback.port", served));
        for (Finding one : findings) {
            to.printf("%-4s %-11s %s%n", one.well() ? "ok" : "BAD", one.subject(), one.words());
        }
        return findings.stream().allMatch(Finding::well) ? WELL : ILL;
    }

    private static Finding java() {
        Runtime.Version version = Runtime.version();
        return new Finding(
                version.feature() >= JAVA,
                "java",
                "%s, %s".formatted(version, System.getProperty("java.home")));
    }

    private List<Finding> folder() {
        Path data = settings.data();
        if (!Files.exists(data)) {
            return List.of(new Finding(true, "folder", data + " is not there yet"));
        }
        boolean writable = Files.isDirectory(data) && Files.isWritable(data);
        try {
            long free = Files.getFileStore(data).getUsableSpace() / MEBIBYTE;
            return List.of(
                    new Finding(writable, "folder", data + (writable ? "" : " is not writable")),
                    new Finding(free >= LEAST_FREE, "disk", free + " MiB free"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean held() {
        if (!Files.isWritable(settings.data())) {
            return false;
        }
        Optional<DataFolder.Holding> free = DataFolder.at(settings.data()).take();
        free.ifPresent(DataFolder.Holding::close);
        return free.isEmpty();
    }

    private List<Finding> database(boolean served) {
        if (!settings.outside() && !served) {
            return List.of(
                    new Finding(true, "lock", "free: no server runs on this folder"),
                    new Finding(true, "postgresql", "our own, at rest"));
        }
        List<Finding> findings = new ArrayList<>();
        if (served) {
            findings.add(
                    new Finding(
                            true, "lock", "held by " + DataFolder.at(settings.data()).holder()));
        }
        try {
            findings.addAll(facts(DatabaseChecks.ask(direct(), clock)));
        } catch (StartRefused e) {
            findings.add(new Finding(false, "postgresql", String.valueOf(e.getMessage())));
        }
        return findings;
    }

    private DataSource direct() {
        return settings.outside()
                ? Database.outside(settings)
                : EmbeddedPostgreSql.open(settings.data(), true, clock).dataSource();
    }

    private static List<Finding> facts(DatabaseChecks.Facts facts) {
        String words =
                "%s, fsync=%s, full_page_writes=%s, synchronous_commit=%s, clock %+d ms"
                        .formatted(
                                facts.version(),
                                facts.fsync(),
                                facts.fullPageWrites(),
                                facts.synchronousCommit(),
                                facts.clockAhead().toMillis());
        try {
            DatabaseChecks.judge(facts);
            return List.of(new Finding(true, "postgresql", words));
        } catch (StartRefused e) {
            return List.of(
                    new Finding(false, "postgresql", words),
                    new Finding(false, "postgresql", String.valueOf(e.getMessage())));
        }
    }

    private Finding port(String subject, String key, boolean served) {
        int port = environment.getRequiredProperty(key, Integer.class);
        String address = environment.getProperty("server.address", "0.0.0.0");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return new Finding(true, subject, "port %d is free".formatted(port));
        } catch (IOException e) {
            return new Finding(
                    served,
                    subject,
                    served
                            ? "port %d is in use, by the server that runs it seems".formatted(port)
                            : "port %d is taken: set %s".formatted(port, key));
        }
    }
}
