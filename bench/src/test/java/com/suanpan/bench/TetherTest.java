package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TetherTest {

    /// A program that would never end.
    static final class Endless {

        private Endless() {}

        public static void main(String[] words) throws InterruptedException {
            System.out.println("begun with " + String.join(" ", words));
            new CountDownLatch(1).await();
        }
    }

    @Test
    void a_tethered_program_ends_when_its_starter_is_gone() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Tether.class.getName(),
                                Endless.class.getName(),
                                "these",
                                "words")
                        .redirectErrorStream(true)
                        .start();
        try (var says = process.inputReader()) {
            assertThat(says.readLine()).isEqualTo("begun with these words");
            assertThat(process.isAlive()).isTrue();

            process.getOutputStream().close();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
