package com.suanpan.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a process and its children used, by the operating system's own count (Linux, `/proc`).
final class ProcessTree {

    /// Linux counts in hundredths of a second on every machine that Java 25 runs on.
    private static final long MS_A_TICK = 10;

    private final long root;
    private final boolean withChildren;

    /// @param withChildren whether those that are alive and those that ended count too
    ProcessTree(long root, boolean withChildren) {
        this.root = root;
        this.withChildren = withChildren;
    }

    static boolean isKnownHere() {
        return Files.exists(Path.of("/proc/self/stat"));
    }

    /// Milliseconds of processor time since it was started.
    long cpuMs() {
        Stat own = stat(root);
        long ticks = own.used();
        if (withChildren) {
            ticks += own.usedByEnded();
            for (Stat each : all()) {
                ticks += each.parent() == root ? each.used() : 0;
            }
        }
        return ticks * MS_A_TICK;
    }

    /// The most memory that was resident at once, in MiB.
    long peakMb() {
        try (Stream<String> lines = Files.lines(file(root, "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private record Stat(long parent, long used, long usedByEnded) {

        static final Stat GONE = new Stat(0, 0, 0);

        /// The name stands in brackets and may hold anything, brackets too.
        static Stat of(String line) {
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new Stat(
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        }
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    private static Stat stat(long pid) {
        try {
            return Stat.of(Files.readString(file(pid, "stat")));
        } catch (IOException e) {
            return Stat.GONE;
        }
    }

    private static List<Stat> all() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(name -> stat(Long.parseLong(name)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
