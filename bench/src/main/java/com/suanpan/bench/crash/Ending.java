package com.suanpan.bench.crash;

import com.suanpan.bench.Pause;
import com.suanpan.bench.load.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/// How a run ends: the merchants see their orders through and close what nobody paid, all drains, and
/// then the records are held against each other.
final class Ending {

    /// Notices that died with the server are sent again when their lease is over, after 30 s.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration HURRY = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final House house;
    private final Street street;
    private final Reached reached;
    private final Screen screen;
    private long giveUpAt;
    private long hurriedAt;

    Ending(House house, Street street, Reached reached, Screen screen) {
        this.house = house;
        this.street = street;
        this.reached = reached;
        this.screen = screen;
    }

    /// The violations, each in a line.
    List<String> verdict() {
        screen.say("draining: orders are seen through, what nobody paid is closed");
        street.rests();
        giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        hurriedAt = System.nanoTime();
        List<String> violations = new ArrayList<>(street.troubles());
        boolean settled = until("orders or flows have no end", this::isSettled);
        CompletableFuture<JsonNode> audit = CompletableFuture.supplyAsync(house.books()::audit);
        boolean told = until("notices wait", () -> Booked.noticesWaiting(house.data()) == 0);
        if (!settled || !told) {
            violations.add("not drained within " + PATIENCE.toMinutes() + " minutes");
        }
        reachedNow();
        Booked booked = Booked.read(house.data(), findings(audit.join()));
        violations.addAll(Verdict.of(street.promises.all(), booked, reached));
        return violations;
    }

    private interface Condition {
        boolean holds();
    }

    private boolean until(String otherwise, Condition condition) {
        while (!condition.holds()) {
            if (System.nanoTime() - giveUpAt > 0) {
                screen.say(otherwise);
                return false;
            }
            Pause.of(LOOK);
        }
        return true;
    }

    /// Whether every order and flow has its end, and all that payers paid is booked. A flow whose provider
    /// knows no such number ends by time alone, in half an hour: the call that was lost may still come.
    private boolean isSettled() {
        street.closesWhatIsOpen();
        reachedNow();
        boolean open =
                Booked.openOrders(house.data()) > 0
                        || Booked.openFlows(house.data()).stream().anyMatch(reached::knows);
        if (open) {
            if (System.nanoTime() - hurriedAt > HURRY.toNanos()) {
                Booked.hurry(house.data());
                hurriedAt = System.nanoTime();
            }
            return false;
        }
        return Booked.receivable(house.data()) == reached.paid();
    }

    /// Takes what the providers know now.
    void reachedNow() {
        reached.calls(house.web.get(house.at.control() + "/calls?operation=PAY"));
        reached.record(house.web.open(house.at.control() + "/record").text());
    }

    private static List<String> findings(JsonNode audit) {
        return audit.path("findings").asString().equals("0")
                ? List.of()
                : List.of(audit.toString());
    }
}
