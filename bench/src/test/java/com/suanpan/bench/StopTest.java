package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// M2: a server that is told to stop, under load and while a channel hangs: it ends in good order and in
/// time, and what was acknowledged stands.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StopTest {

    private static final String[] METHODS = {"MOCK_QR", "ALIPAY_QR", "WECHAT_NATIVE"};
    private static final int CALLERS = 6;
    private static final int STOPPED_AFTER = 40;

    private Path folder;

    private final Telling telling =
            new Telling(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private Addresses at;
    private Programs programs;
    private Program platform;
    private Web web;
    private Shop shop;
    private Providers providers;
    private Scene scene;

    @BeforeAll
    void a_running_house(@TempDir Path temporary) {
        folder = temporary;
        List<Integer> ports = FreePorts.find(3);
        at = new Addresses(ports.get(0), ports.get(1), ports.get(2));
        Path home = Path.of("..").toAbsolutePath().normalize();
        programs = new Programs(home, folder.resolve("log"), System.out::println);
        programs.sandbox(at.sandboxPort(), folder.resolve("sandbox")).awaitPorts(at.sandboxPort());
        starts();
        web = new Web();
        Books books = new Books(programs, folder);
        MerchantKeys keys = new Opening(books, new DemoFile(folder), at, web).open().keys();
        shop = new Shop(web, at, keys);
        providers = new Providers(web, at);
        scene = new Scene("STOP", shop, providers, books, web, telling);
    }

    @AfterAll
    void nothing_is_left() {
        shop.close();
        web.close();
        programs.close();
    }

    private void starts() {
        platform =
                programs.platform(
                                folder,
                                List.of(
                                        "suanpan.api.port=" + at.apiPort(),
                                        "suanpan.callback.port=" + at.callbackPort(),
                                        "suanpan.ops.port=0",
                                        "suanpan.public-url=" + at.api(),
                                        "suanpan.callback-url=" + at.callbacks(),
                                        "suanpan.notice.allow-private=true"))
                        .awaitPorts(at.apiPort(), at.callbackPort());
    }

    @Test
    void a_server_told_to_stop_under_load_ends_in_time_and_loses_nothing() {
        Queue<Placed> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger begun = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> payAndPayUntilTheEnd(acknowledged, begun));
            }
            until("payments are under way", () -> begun.get() >= STOPPED_AFTER);
            stops();
        }
        starts();
        nothingIsLostOrDoubled(acknowledged);
    }

    @Test
    void a_server_told_to_stop_while_a_channel_hangs_ends_in_time() {
        web.post(
                at.control() + "/knobs",
                Map.of("knob", "HANG_AFTER", "on", "PAY", "count", 1, "ms", 60_000));
        String subject = "Stopped while the channel is called";
        Map<String, String> fields = scene.fields(4_300, "MOCK_QR", subject);
        try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            caller.execute(() -> tried(fields));
            until("the call reached the channel", () -> providers.withSubject(subject) == 1);
            stops();
        }
        starts();
        until("the same call is answered", () -> tried(fields) != null);
        assertThat(providers.withSubject(subject)).isEqualTo(1);
        theBooksAgree();
    }

    /// As an operator stops it; its PostgreSQL goes last and in good order.
    private void stops() {
        long began = System.nanoTime();
        platform.stop();
        until("the server has ended", () -> !platform.isAlive());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(folder.resolve("database").resolve("postmaster.pid")).doesNotExist();
    }

    private void nothingIsLostOrDoubled(Queue<Placed> acknowledged) {
        telling.tell("%d payments were acknowledged before".formatted(acknowledged.size()));
        for (Placed placed : acknowledged) {
            boolean paid = providers.order(placed.flowNo()).path("state").asString().equals("PAID");
            String expected = paid ? "SUCCEEDED PAID " + placed.yuan() : "PROCESSING ";
            until(
                    placed.orderNo() + " is " + expected,
                    () -> shop.says(placed.orderNo()).startsWith(expected));
            if (paid) {
                until(
                        "the merchant heard of " + placed.orderNo(),
                        () -> shop.hears(placed.orderNo()).equals("1 notice, " + expected));
            }
            assertThat(providers.calls(placed.flowNo(), "PAY")).isEqualTo(1);
        }
        theBooksAgree();
    }

    private void payAndPayUntilTheEnd(Queue<Placed> acknowledged, AtomicInteger begun) {
        for (int i = 0; i < STOPPED_AFTER; i++) {
            int mine = begun.getAndIncrement();
            Map<String, String> fields;
            synchronized (this) {
                fields = scene.fields(1_000 + mine, METHODS[mine % METHODS.length], "Tea " + mine);
            }
            Placed placed = tried(fields);
            if (placed == null) {
                return;
            }
            acknowledged.add(placed);
            providers.scanAndPay(placed.qrCode());
        }
    }

    private @Nullable Placed tried(Map<String, String> fields) {
        try {
            String fen = fields.getOrDefault("amount", "").replace(".", "");
            return scene.place(Long.parseLong(fen), fields);
        } catch (Halt e) {
            return null;
        }
    }

    /// The audit agrees, and what payers paid is what channels owe us.
    private void theBooksAgree() {
        new Reckoning(scene).play();
        assertThat(telling.failures()).isZero();
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Pause.of(Duration.ofMillis(100));
        }
    }
}
