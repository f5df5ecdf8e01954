package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole story, played by the packaged programs as `./suanpan demo --once` plays it, on free ports and
/// an empty folder. What it tells is printed here as it comes.
class DemoTest {

    @TempDir private Path folder;

    @Test
    @Timeout(300)
    void every_chapter_comes_out_as_told_and_the_books_agree() throws Exception {
        Path home = Path.of("..").toAbsolutePath().normalize();
        Path target = home.resolve("bench").resolve("target");
        List<Integer> ports = FreePorts.find(3);
        Process demo =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dsuanpan.home=" + home,
                                "-cp",
                                target.resolve("bench.jar").toString(),
                                Demo.class.getName(),
                                "--once",
                                "--data=" + folder.resolve("demo"),
                                "--api-port=" + ports.get(0),
                                "--callback-port=" + ports.get(1),
                                "--sandbox-port=" + ports.get(2))
                        .redirectErrorStream(true)
                        .start();
        List<String> told = new ArrayList<>();
        try (var lines = demo.inputReader()) {
            lines.lines()
                    .forEach(line -> {
                        System.out.println(line);
                        told.add(line);
                    });
        } finally {
            demo.destroy();
        }

        assertThat(demo.waitFor()).isZero();
        assertThat(told).hasSizeLessThan(100);
        assertThat(told).anyMatch(line -> line.startsWith("9  "));
        assertThat(told).noneMatch(line -> line.contains("✗"));
        for (int port : ports) {
            assertThat(Program.isTaken(port)).as("port %d after the end", port).isFalse();
        }
    }
}
