package com.suanpan.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder of a run, gone afterwards unless somebody wants to look into it.
public final class TemporaryFolder implements AutoCloseable {

    private final Path path;
    private boolean kept;

    /// @param name of the run, a part of the folder's name
    public TemporaryFolder(String name) {
        try {
            path = Files.createTempDirectory("suanpan-" + name + "-");
        } catch (IOException e) {
            throw new Halt("no temporary folder can be made: " + e.getMessage());
        }
    }

    public Path path() {
        return path;
    }

    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("suanpan: the folder " + path + " stays: " + e.getMessage());
        }
    }
}
