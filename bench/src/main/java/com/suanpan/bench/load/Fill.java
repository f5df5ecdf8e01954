package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import com.suanpan.bench.Programs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// `./suanpan bench fill --orders N --data DIR`: a data folder with so many finished orders of the last
/// two years, to see whether payments cost more where there are many. Of those older than messages and
/// notices are kept, there are none of these.
public final class Fill {

    private static final String USAGE = "usage: ./suanpan bench fill --orders N --data DIR";
    private static final Duration AGE = Duration.ofDays(730);

    /// As `suanpan.keep.channel-messages` and its sisters have it by default.
    private static final Duration KEPT = Duration.ofDays(180);

    /// Two, so that both processors fill.
    private static final String LANES = "suanpan.lanes=2";

    private static final Duration YOUNGEST = Duration.ofHours(2);
    private static final int AT_ONCE = 20_000;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final List<String> FILLED =
            List.of(
                    "payment_order",
                    "payment_flow",
                    "posting",
                    "entry",
                    "account",
                    "notice",
                    "notice_try",
                    "channel_message");

    private final long orders;
    private final Path data;
    private final Screen screen;
    private final AtomicLong written = new AtomicLong();

    private Fill(long orders, Path data, Screen screen) {
        this.orders = orders;
        this.data = data;
        this.screen = screen;
    }

    public static void main(String[] typed) {
        Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = of(typed, screen).run();
        } catch (Halt e) {
            screen.plain("suanpan: " + e.sentence());
            code = 1;
        }
        System.exit(code);
    }

    private static Fill of(String[] typed, Screen screen) {
        List<String> words =
                Stream.of(typed).flatMap(word -> Stream.of(word.split("=", 2))).toList();
        int orders = words.indexOf("--orders") + 1;
        int data = words.indexOf("--data") + 1;
        boolean known = words.size() == 4 && orders % 2 == 1 && data % 2 == 1;
        if (!known || !words.get(orders).matches("[1-9][0-9]{0,9}")) {
            throw new Halt(USAGE);
        }
        return new Fill(
                Long.parseLong(words.get(orders)),
                Path.of(words.get(data)).toAbsolutePath().normalize(),
                screen);
    }

    private int run() {
        Path home = Path.of(System.getProperty("suanpan.home", "."));
        screen.say("starting the platform in " + data);
        Programs programs =
                new Programs(home, data.resolve("log"), obituary -> screen.plain(obituary));
        Stage.Platform quiet =
                new Stage.Platform(
                        "com.suanpan.Suanpan", List.of(), List.of("suanpan.jobs=false", LANES));
        try (Stage stage = new Stage(programs, data, quiet)) {
            List<String> nowhere =
                    Stream.generate(() -> "http://127.0.0.2:9/notice")
                            .limit(Stage.MERCHANTS)
                            .toList();
            fill(stage.openShops("MOCK", nowhere));
            screen.say("auditing");
            JsonNode audit = stage.books.audit();
            screen.say("the books: " + audit.path("books").asString());
            return audit.path("findings").asString().equals("0") ? 0 : 1;
        }
    }

    private void fill(List<Stage.Shopkeeper> shops) {
        int lanes = PlatformDatabase.lanes(data);
        Instant from = Instant.now().minus(AGE);
        Duration step = AGE.minus(YOUNGEST).dividedBy(orders / lanes + 1);
        Thread teller = Thread.ofVirtual().start(this::tell);
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
            List<Future<?>> all = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                int mine = lane;
                List<FinishedOrders.Owner> owners =
                        shops.stream()
                                .filter(shop -> shop.slot() % lanes == mine)
                                .map(shop ->
                                        new FinishedOrders.Owner(shop.merchantId(), shop.slot()))
                                .toList();
                long share = orders / lanes + (lane < orders % lanes ? 1 : 0);
                all.add(threads.submit(() -> fill(mine, owners, share, from, step)));
            }
            for (Future<?> each : all) {
                each.get();
            }
            screen.say("collecting statistics");
            vacuum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        } catch (ExecutionException e) {
            throw new Halt("the tables cannot be filled: " + e.getCause());
        } finally {
            teller.interrupt();
        }
    }

    private Void fill(
            int lane, List<FinishedOrders.Owner> owners, long share, Instant from, Duration step)
            throws SQLException {
        Instant keptFrom = from.plus(AGE).minus(KEPT);
        if (owners.isEmpty()) {
            throw new Halt("no merchant has lane " + lane + ": run it again");
        }
        try (Connection connection = PlatformDatabase.connect(data)) {
            FinishedOrders finished =
                    new FinishedOrders(connection, lane, owners, from, step, keptFrom);
            for (long first = 0; first < share; first += AT_ONCE) {
                long last = Math.min(share, first + AT_ONCE) - 1;
                finished.write(first, last);
                written.addAndGet(last - first + 1);
            }
        }
        return null;
    }

    /// A line now and then, until it is interrupted.
    private void tell() {
        long before = 0;
        try {
            while (true) {
                Thread.sleep(BETWEEN_LINES);
                long now = written.get();
                screen.say(
                        "%,d of %,d orders, %,d a second"
                                .formatted(
                                        now, orders, (now - before) / BETWEEN_LINES.toSeconds()));
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// As a database is that was filled over months and not in minutes.
    private void vacuum() {
        try (Connection connection = PlatformDatabase.connect(data);
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze) " + String.join(", ", FILLED));
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new Halt("the filled tables cannot be vacuumed: " + e.getMessage());
        }
    }
}
