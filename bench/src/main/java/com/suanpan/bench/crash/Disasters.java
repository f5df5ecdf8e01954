package com.suanpan.bench.crash;

import com.suanpan.bench.Halt;
import com.suanpan.bench.Pause;
import com.suanpan.bench.load.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Lets disasters strike one after the other while merchants and payers go on, and sees that the server
/// goes on too.
final class Disasters {

    private static final Duration BACK = Duration.ofMinutes(-10);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(50);

    /// So many requests acknowledged are the sign of life.
    private static final int ALIVE = 60;

    private static final int CUTS_EACH_WAY = 8;
    private static final int CUT_ONE_IN = 6;
    private static final int REFUSED = 100;

    private final House house;
    private final Street street;
    private final Screen screen;
    private final Ending ending;
    private final Duration lasting;

    /// @param lasting how long provider or clock are away
    Disasters(House house, Street street, Screen screen, Duration lasting) {
        this.house = house;
        this.street = street;
        this.screen = screen;
        this.ending = new Ending(house, street, new Reached(), screen);
        this.lasting = lasting;
    }

    void begin() {
        street.opens();
        goesOn("the merchants began");
    }

    /// The violations, each in a line.
    List<String> verdict() {
        return ending.verdict();
    }

    void commitsAreCut(CommitCutter cutter) {
        int before = cutter.seen() + cutter.unseen();
        cutter.cutsOneIn(CUT_ONE_IN);
        until(
                "connections are cut",
                () -> Math.min(cutter.seen(), cutter.unseen()) >= CUTS_EACH_WAY);
        cutter.cutsOneIn(0);
        screen.say(
                "%d connections were cut at their COMMIT, %d of them after the server had seen it"
                        .formatted(cutter.seen() + cutter.unseen() - before, cutter.seen()));
        goesOn("connections were cut");
    }

    void postgresIsRestarted() {
        house.outsideEnds(false);
        house.outsideStarts();
        screen.say("PostgreSQL was restarted");
        goesOn("PostgreSQL was restarted");
        house.outsideEnds(true);
        house.outsideStarts();
        screen.say("PostgreSQL was killed and started again");
        goesOn("PostgreSQL was killed and started again");
    }

    void providersAreGone() {
        ending.reachedNow();
        house.sandboxDies();
        screen.say("the sandbox is gone for %d s".formatted(lasting.toSeconds()));
        Pause.of(lasting);
        house.sandboxStartsAgain();
        screen.say("the sandbox is back");
        goesOn("the sandbox came back");
    }

    void clockIsSetBack(Path file) {
        try {
            MovableClock.set(file, BACK);
            screen.say(
                    "our clock is 10 minutes slow for %d s; providers refuse what is so old"
                            .formatted(lasting.toSeconds()));
            Pause.of(lasting);
            MovableClock.set(file, Duration.ZERO);
        } catch (IOException e) {
            throw new Halt("the clock cannot be set: " + e.getMessage());
        }
        screen.say("our clock is right again");
        goesOn("the clock was set right");
    }

    void diskIsFull(SmallDisk disk) {
        long troubles = street.promises.unanswered();
        house.expectsItsEnd();
        screen.say("the disk is full, %d MiB were left".formatted(disk.fill()));
        until(
                "calls are refused",
                () -> !house.isAlive() || street.promises.unanswered() - troubles >= REFUSED);
        screen.say(
                house.isAlive()
                        ? "the server lives and refuses"
                        : "the server has ended: " + house.lastWords());
        disk.free();
        screen.say("there is space again");
        long before = street.promises.acknowledged();
        until(
                "there is space again",
                () -> {
                    if (!house.isAlive()) {
                        house.startsAgain();
                        screen.say("the server was started again");
                    }
                    return street.promises.acknowledged() - before >= ALIVE;
                });
        screen.say("it goes on");
    }

    private void goesOn(String since) {
        long before = street.promises.acknowledged();
        long began = System.nanoTime();
        until(since, () -> street.promises.acknowledged() - before >= ALIVE);
        screen.say(
                "%d requests were acknowledged within %.1f s after"
                        .formatted(ALIVE, (System.nanoTime() - began) / 1e9));
    }

    private void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            String lastWords = house.lastWords();
            if (lastWords != null && !house.isExpectedToEnd()) {
                throw new Halt(lastWords);
            }
            if (System.nanoTime() - end > 0) {
                throw new Halt(
                        "nothing went on for %d minutes (%s)"
                                .formatted(PATIENCE.toMinutes(), what));
            }
            Pause.of(LOOK);
        }
    }
}
