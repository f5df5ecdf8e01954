package com.suanpan.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.bench.load.Screen;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Death in the gate: the packaged programs, as `./suanpan crash-test` kills them. What it tells is printed
/// here as it comes.
class CrashTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final int KILLS = 5;
    private static final int ACKNOWLEDGED = 500;

    private final Screen screen =
            new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));

    @Test
    @Timeout(900)
    void what_was_acknowledged_survives_five_kills_and_nothing_happens_twice() {
        CrashOptions options = CrashOptions.of("--kills", Integer.toString(KILLS), "--seed", "385");

        Crash.Result result = new Crash(options, HOME, screen).run();

        assertThat(result.violations()).isEmpty();
        assertThat(result.acknowledged()).isGreaterThanOrEqualTo(ACKNOWLEDGED);
    }

    @Test
    @Timeout(900)
    void so_it_does_cut_commits_a_restarted_database_lost_providers_and_a_clock_set_back(
            @TempDir Path folder) {
        CrashOptions options = CrashOptions.of("--seconds", "6", "--seed", "8");

        Crash.Result result =
                new Crash(options, HOME, screen)
                        .disasters(
                                folder,
                                Disaster.COMMIT_CUT,
                                Disaster.POSTGRES_RESTART,
                                Disaster.SANDBOX_GONE,
                                Disaster.CLOCK_BACK);

        assertThat(result.violations()).isEmpty();
    }
}
