package com.suanpan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL process that a data directory's `postmaster.pid` speaks of.
record Postmaster(long pid, int port, boolean ready) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private static final String PID_FILE = "postmaster.pid";
    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// Reads `postmaster.pid`; empty if there is none, or only the beginning of one.
    static Optional<Postmaster> of(Path database) {
        try {
            List<String> lines = Files.readAllLines(database.resolve(PID_FILE));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            boolean ready =
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return Optional.of(
                    new Postmaster(
                            Long.parseLong(lines.get(PID_LINE).strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip()),
                            ready));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops the PostgreSQL that a killed server left behind on this database. Only the holder of the
    /// folder's lock may call this. A pid that by now names some other program is left alone, and the
    /// stale file removed, for PostgreSQL itself would refuse to start because of it.
    static void stopLeft(Path database) {
        Optional<Postmaster> left = of(database);
        if (left.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> orphan =
                ProcessHandle.of(left.get().pid()).filter(process -> serves(process, database));
        if (orphan.isPresent()) {
            LOG.info("stopping the PostgreSQL that was left running, process {}", left.get().pid());
            stop(orphan.get(), database);
        } else {
            try {
                Files.deleteIfExists(database.resolve(PID_FILE));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean serves(ProcessHandle process, Path database) {
        boolean postgres =
                process.info()
                        .command()
                        .filter(command -> command.endsWith("/postgres"))
                        .isPresent();
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return postgres && Arrays.asList(arguments).contains(database.toString());
    }

    /// A fast stop (SIGINT): open transactions are rolled back, a checkpoint is written. The end is
    /// seen by the process no longer being a PostgreSQL, for in a container nobody may reap it.
    private static void stop(ProcessHandle process, Path database) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            for (long i = PATIENCE.dividedBy(PAUSE); serves(process, database); i--) {
                if (i == 0) {
                    LOG.warn("PostgreSQL {} does not stop; killed, it will recover", process.pid());
                    process.destroyForcibly();
                }
                Thread.sleep(PAUSE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
