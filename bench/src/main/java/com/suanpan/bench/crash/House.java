package com.suanpan.bench.crash;

import com.suanpan.bench.Addresses;
import com.suanpan.bench.Books;
import com.suanpan.bench.FreePorts;
import com.suanpan.bench.Halt;
import com.suanpan.bench.Pause;
import com.suanpan.bench.Program;
import com.suanpan.bench.Programs;
import com.suanpan.bench.Web;
import com.suanpan.bench.load.OpenedShop;
import com.suanpan.bench.load.PlatformDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The real programs of a run: the server on a data folder of its own with its PostgreSQL, and the
/// sandbox. They die as they are told and are started again, on the same ports and folders.
final class House implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Programs programs;
    private final Path folder;
    private final long seed;
    private final Server server;
    private final List<String> database = new ArrayList<>();
    private @Nullable CommitCutter cutter;
    private @Nullable Program outside;
    private int outsidePort;

    final Addresses at;
    final Web web = new Web();

    private volatile boolean open;
    private volatile boolean dying;
    private volatile boolean mayEnd;
    private volatile @Nullable String obituary;
    private Program platform;
    private Program sandbox;

    /// How the server is started.
    ///
    /// @param main the product, or a bench's own program around it
    record Server(String main, List<String> options) {

        static final Server PRODUCT = new Server("com.suanpan.Suanpan", List.of());

        /// One whose clock follows a file.
        static Server withClock(Path file) {
            return new Server(
                    ClockSetWrong.class.getName(), List.of("-Dsuanpan.clock=" + file.toString()));
        }
    }

    /// Starts everything.
    ///
    /// @param folder for data, sandbox and logs
    /// @param seed what the sandbox draws from
    House(Path home, Path folder, long seed, Server server) {
        this.programs = new Programs(home, folder.resolve("log"), this::endedByItself);
        this.folder = folder;
        this.seed = seed;
        this.server = server;
        List<Integer> ports = FreePorts.find(3);
        at = new Addresses(ports.get(0), ports.get(1), ports.get(2));
        try {
            sandbox = startedSandbox();
            platform = startedPlatform();
            sandbox.awaitPorts(at.sandboxPort());
            open = true;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Books books() {
        return new Books(programs, data(), directly(outsidePort));
    }

    private Program startedSandbox() {
        return programs.sandbox(at.sandboxPort(), folder.resolve("sandbox"), seed);
    }

    private Program startedPlatform() {
        List<String> settings = new ArrayList<>();
        settings.add("suanpan.api.port=" + at.apiPort());
        settings.add("suanpan.callback.port=" + at.callbackPort());
        settings.add("suanpan.ops.port=0");
        settings.add("suanpan.public-url=" + at.api());
        settings.add("suanpan.callback-url=" + at.callbacks());
        settings.add("suanpan.notice.allow-private=true");
        settings.addAll(database);
        return programs.platform(data(), settings, server.main(), server.options())
                .awaitPorts(at.apiPort(), at.callbackPort());
    }

    List<OpenedShop> openShops(int merchants) {
        return OpenedShop.open(programs, data(), web, at, List.of("MOCK", "WECHAT"), merchants);
    }

    /// Returns when the server listens, as far as anybody here knows.
    void untilOpen() {
        while (!open) {
            Pause.of(LOOK);
        }
    }

    /// Ends the server, or all processes of its PostgreSQL, or both, as `kill -9` does; returns when the
    /// server is gone. One that loses its PostgreSQL ends by itself.
    void dies(Death death) {
        dying = true;
        open = false;
        switch (death) {
            case SERVER -> platform.kill();
            case SERVER_AND_POSTGRESQL -> {
                List<ProcessHandle> postgres = postgres();
                platform.kill();
                postgres.forEach(ProcessHandle::destroyForcibly);
            }
            case POSTGRESQL_FIRST -> {
                postgres().forEach(ProcessHandle::destroyForcibly);
                while (platform.isAlive()) {
                    Pause.of(LOOK);
                }
            }
        }
    }

    /// The server again, on what is left; returns when it listens.
    void startsAgain() {
        platform = startedPlatform();
        dying = false;
        open = true;
    }

    /// Whether the server lives; one that ended by itself is told of by `lastWords`.
    boolean isAlive() {
        return platform.isAlive();
    }

    /// What a program said that ended though nobody had told it to.
    @Nullable String lastWords() {
        return obituary;
    }

    /// From now on it is no fault if the server ends by itself.
    void expectsItsEnd() {
        mayEnd = true;
    }

    boolean isExpectedToEnd() {
        return mayEnd;
    }

    void sandboxDies() {
        sandbox.kill();
    }

    void sandboxStartsAgain() {
        sandbox = startedSandbox().awaitPorts(at.sandboxPort());
    }

    /// From now on the PostgreSQL is an outside one, on the same files, behind something that can cut
    /// connections.
    CommitCutter movesOut() {
        dying = true;
        open = false;
        platform.close();
        outsidePort = FreePorts.find(1).getFirst();
        outsideStarts();
        CommitCutter between = new CommitCutter(outsidePort, seed);
        cutter = between;
        database.addAll(directly(between.port()));
        startsAgain();
        return between;
    }

    /// Ends the outside PostgreSQL: in good order, or all its processes as `kill -9` does.
    void outsideEnds(boolean killed) {
        dying = true;
        if (killed) {
            postgres().forEach(ProcessHandle::destroyForcibly);
        }
        dying = false;
        Objects.requireNonNull(outside).close();
    }

    void outsideStarts() {
        outside =
                programs.beside(
                                "an outside PostgreSQL",
                                OutsidePostgreSql.class,
                                List.of(data().toString(), Integer.toString(outsidePort)))
                        .awaitPorts(outsidePort);
    }

    /// Settings for a PostgreSQL at this port; none for 0.
    private List<String> directly(int port) {
        if (port == 0) {
            return List.of();
        }
        try {
            String password = Files.readString(data().resolve("postgres.password")).strip();
            return List.of(
                    "suanpan.database.url=jdbc:postgresql://127.0.0.1:%d/suanpan?prepareThreshold=0&sslmode=disable&gssEncMode=disable"
                            .formatted(port),
                    "suanpan.database.username=postgres",
                    "suanpan.database.password=" + password);
        } catch (IOException e) {
            throw new Halt("the password of PostgreSQL cannot be read: " + e.getMessage());
        }
    }

    /// The postmaster and its children, which would outlive it for a moment.
    private List<ProcessHandle> postgres() {
        return ProcessHandle.of(PlatformDatabase.postmaster(data())).stream()
                .flatMap(postmaster -> Stream.concat(postmaster.children(), Stream.of(postmaster)))
                .toList();
    }

    private void endedByItself(String sentence) {
        if (!dying) {
            open = false;
            obituary = sentence;
        }
    }

    @Override
    public void close() {
        dying = true;
        web.close();
        programs.close();
        if (cutter != null) {
            cutter.close();
        }
    }
}
