package com.suanpan.bench.crash;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A folder with little space (a `tmpfs` of its own), which can be filled up and freed.
final class SmallDisk implements AutoCloseable {

    /// PostgreSQL's programs and an empty database take a third of it.
    private static final String SIZE = "size=400m";

    private static final byte[] PIECE = new byte[64 * 1024];

    private final Path folder;
    private final Path balloon;

    SmallDisk(Path folder) {
        this.folder = folder;
        this.balloon = folder.resolve("balloon");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Halt("the folder %s cannot be made: %s".formatted(folder, e.getMessage()));
        }
        run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString());
    }

    /// Takes all the space that is left; answers how many MiB that was.
    long fill() {
        long taken = 0;
        try (OutputStream out = Files.newOutputStream(balloon)) {
            while (true) {
                out.write(PIECE);
                taken += PIECE.length;
            }
        } catch (IOException e) {
            // no space left, which is what was wanted
            return taken / 1024 / 1024;
        }
    }

    void free() {
        try {
            Files.delete(balloon);
        } catch (IOException e) {
            throw new Halt("the space cannot be freed: " + e.getMessage());
        }
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Halt(
                        "%s: %s; a disk of its own can be mounted on Linux, by root."
                                .formatted(String.join(" ", List.of(command)), said.strip()));
            }
        } catch (IOException e) {
            throw new Halt(e.getMessage() + ": a disk of its own can be mounted on Linux.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        }
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }
}
