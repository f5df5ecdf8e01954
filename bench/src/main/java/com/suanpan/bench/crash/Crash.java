package com.suanpan.bench.crash;

import com.suanpan.bench.Halt;
import com.suanpan.bench.TemporaryFolder;
import com.suanpan.bench.load.Figures;
import com.suanpan.bench.load.Screen;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// `./suanpan crash-test`: kills the real programs under load, and fails unless every promise was kept.
public final class Crash {

    private static final int WELL = 0;
    private static final int NOT_WELL = 1;
    private static final int SHOWN = 40;

    private final CrashOptions options;
    private final Path home;
    private final Screen screen;

    Crash(CrashOptions options, Path home, Screen screen) {
        this.options = options;
        this.home = home;
        this.screen = screen;
    }

    public static void main(String[] typed) {
        Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        int code;
        try {
            Path home = Path.of(System.getProperty("suanpan.home", "."));
            Result result = new Crash(CrashOptions.of(typed), home, screen).run();
            code = result.violations().isEmpty() ? WELL : NOT_WELL;
        } catch (Halt e) {
            screen.plain("suanpan: " + e.sentence());
            code = NOT_WELL;
        }
        System.exit(code);
    }

    /// @param acknowledged requests that were answered to the end, with a signature that holds
    record Result(long orders, long acknowledged, long notices, List<String> violations) {}

    Result run() {
        screen.say("seed " + options.seed());
        try (TemporaryFolder folder = new TemporaryFolder("crash")) {
            Result result = run(folder.path());
            told(result);
            if (!result.violations().isEmpty()) {
                folder.keep();
                screen.plain("database and logs stay in " + folder.path());
            }
            return result;
        }
    }

    private Result run(Path folder) {
        screen.say("starting platform and sandbox in " + folder);
        Disaster disaster = options.disaster();
        if (disaster == null) {
            return kills(folder);
        }
        return disaster == Disaster.DISK_FULL ? diskFull(folder) : disasters(folder, disaster);
    }

    private Result kills(Path folder) {
        try (House house = new House(home, folder, options.seed(), House.Server.PRODUCT);
                Street street = new Street(house, options.seed(), Clock.systemUTC())) {
            Kills kills = new Kills(house, street, screen);
            return result(street, kills.play(options.kills(), options.seed()));
        }
    }

    private Result diskFull(Path folder) {
        try (SmallDisk disk = new SmallDisk(folder.resolve("data"));
                House house = new House(home, folder, options.seed(), House.Server.PRODUCT);
                Street street = new Street(house, options.seed(), Clock.systemUTC())) {
            Disasters disasters = new Disasters(house, street, screen, options.lasting());
            disasters.begin();
            disasters.diskIsFull(disk);
            return result(street, disasters.verdict());
        }
    }

    /// Those that a server with an outside PostgreSQL and a clock that can be set must bear, in this order.
    Result disasters(Path folder, Disaster... wanted) {
        Path clock = folder.resolve("clock");
        try (House house = new House(home, folder, options.seed(), House.Server.withClock(clock));
                Street street = new Street(house, options.seed(), MovableClock.following(clock))) {
            Disasters disasters = new Disasters(house, street, screen, options.lasting());
            CommitCutter cutter = house.movesOut();
            disasters.begin();
            for (Disaster disaster : wanted) {
                screen.say("disaster: " + disaster.word());
                switch (disaster) {
                    case POSTGRES_RESTART -> disasters.postgresIsRestarted();
                    case COMMIT_CUT -> disasters.commitsAreCut(cutter);
                    case SANDBOX_GONE -> disasters.providersAreGone();
                    case CLOCK_BACK -> disasters.clockIsSetBack(clock);
                    case DISK_FULL -> throw new Halt("that one needs a house of its own");
                }
            }
            return result(street, disasters.verdict());
        }
    }

    private static Result result(Street street, List<String> violations) {
        Promises promises = street.promises;
        return new Result(
                promises.all().size(), promises.acknowledged(), promises.notices(), violations);
    }

    private String what() {
        Disaster disaster = options.disaster();
        return disaster == null ? options.kills() + " kills" : disaster.word();
    }

    private void told(Result result) {
        List<String> violations = result.violations();
        violations.stream().limit(SHOWN).forEach(one -> screen.plain("  ✗ " + one));
        screen.say(
                "%s: %d orders, %d requests acknowledged, %d notices: %s (seed %d)"
                        .formatted(
                                what(),
                                result.orders(),
                                result.acknowledged(),
                                result.notices(),
                                violations.isEmpty()
                                        ? "zero lost, zero doubled"
                                        : violations.size() + " violations",
                                options.seed()));
        Path json = options.json();
        if (json != null) {
            new Figures()
                    .put("what", what())
                    .put("seed", options.seed())
                    .put("orders", result.orders())
                    .put("acknowledged", result.acknowledged())
                    .put("notices", result.notices())
                    .put("violations", violations)
                    .write(json);
        }
    }
}
