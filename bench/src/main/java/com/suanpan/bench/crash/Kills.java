package com.suanpan.bench.crash;

import com.suanpan.bench.Pause;
import com.suanpan.bench.load.Screen;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// Kills the server again and again under load, every second time its PostgreSQL too, and starts it at
/// once.
final class Kills {

    private static final int SHORTEST_MS = 3_000;
    private static final int LONGEST_MS = 6_000;

    /// So many requests are acknowledged in each life, however slow the machine is.
    private static final int LEAST_A_LIFE = 110;

    private static final Duration LOOK = Duration.ofMillis(20);

    private final House house;
    private final Street street;
    private final Screen screen;
    private final Reached reached = new Reached();
    private final Ending ending;

    Kills(House house, Street street, Screen screen) {
        this.house = house;
        this.street = street;
        this.screen = screen;
        this.ending = new Ending(house, street, reached, screen);
    }

    /// The violations, each in a line.
    List<String> play(int kills, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        street.opens();
        for (int kill = 1; kill <= kills; kill++) {
            kill(kill, kills, random.nextInt(SHORTEST_MS, LONGEST_MS));
        }
        return ending.verdict();
    }

    private void kill(int number, int of, int afterMs) {
        long began = System.nanoTime();
        long before = street.promises.acknowledged();
        Pause.of(Duration.ofMillis(afterMs));
        while (street.promises.acknowledged() - before < LEAST_A_LIFE) {
            Pause.of(LOOK);
        }
        Death death = Death.ofKill(number);
        double up = seconds(began);
        long killed = System.nanoTime();
        house.dies(death);
        double dead = seconds(killed);
        long acknowledged = street.promises.acknowledged();
        Thread reader = Thread.ofVirtual().start(ending::reachedNow);
        long started = System.nanoTime();
        house.startsAgain();
        screen.say(
                "kill %d of %d: %s, after %.1f s (gone after %.1f s); %d acknowledged, %d unknown so far; listens again after %.1f s"
                        .formatted(
                                number,
                                of,
                                death.said(),
                                up,
                                dead,
                                acknowledged,
                                street.promises.unknown(),
                                seconds(started)));
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
