package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// M2: `kill -9` of the server and of its PostgreSQL, at moments that matter. What was acknowledged
/// stands, what payers paid arrives, nothing happens twice, and the books agree.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {

    private static final String[] METHODS = {"MOCK_QR", "ALIPAY_QR", "WECHAT_NATIVE"};
    private static final int CALLERS = 6;
    private static final int KILLED_AFTER = 40;

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
    void a_running_house(@TempDir Path temporary) throws IOException {
        folder = temporary;
        List<Integer> ports = freePorts();
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
        scene = new Scene("KILL", shop, providers, books, web, telling);
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

    private void dies() throws IOException {
        long postmaster = postmaster();
        platform.kill();
        kills(postmaster);
        telling.tell("killed the server and its PostgreSQL");
    }

    private long postmaster() throws IOException {
        Path pidFile = folder.resolve("database").resolve("postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static void kills(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
    }

    @Test
    void a_repeat_after_death_between_sent_and_answer_goes_on_under_the_same_number()
            throws IOException {
        web.post(
                at.control() + "/knobs",
                Map.of("knob", "HANG_AFTER", "on", "PAY", "count", 1, "ms", 60_000));
        String subject = "Killed while the channel is called";
        Map<String, String> fields = scene.fields(4_200, "MOCK_QR", subject);
        try (ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            caller.execute(() -> tried(fields));
            until("the call reached the channel", () -> providers.withSubject(subject) == 1);
            dies();
        }
        starts();
        List<Placed> answered = new ArrayList<>();
        until(
                "the same call is answered with a code",
                () -> {
                    Placed placed = scene.place(4_200, fields);
                    answered.add(placed);
                    return !placed.qrCode().isEmpty();
                });
        assertThat(answered.stream().map(Placed::flowNo).distinct()).hasSize(1);
        assertThat(providers.withSubject(subject)).isEqualTo(1);
        providers.scanAndPay(answered.getLast().qrCode());
        until(
                "it is paid",
                () -> shop.says(answered.getLast().orderNo()).equals("SUCCEEDED PAID 42.00"));
        theBooksAgree();
    }

    @Test
    void a_server_whose_postgresql_was_killed_ends_and_starts_again() throws IOException {
        Placed placed = scene.place(100, "MOCK_QR", "Before");
        kills(postmaster());
        until("the server has ended", () -> !platform.isAlive());
        providers.scanAndPay(placed.qrCode());
        starts();
        until(
                "what was paid meanwhile is known",
                () -> shop.says(placed.orderNo()).equals("SUCCEEDED PAID 1.00"));
        theBooksAgree();
    }

    @Test
    void payments_under_way_at_death_are_neither_lost_nor_doubled() throws IOException {
        Queue<Placed> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger begun = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> payAndPayUntilDeath(acknowledged, begun));
            }
            until("payments are under way", () -> begun.get() >= KILLED_AFTER);
            dies();
        }
        starts();
        nothingIsLostOrDoubled(acknowledged);
    }

    @Test
    void a_server_told_to_stop_under_load_ends_in_time_and_loses_nothing() throws IOException {
        Queue<Placed> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger begun = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> payAndPayUntilDeath(acknowledged, begun));
            }
            until("payments are under way", () -> begun.get() >= KILLED_AFTER);
            stops();
        }
        starts();
        nothingIsLostOrDoubled(acknowledged);
    }

    @Test
    void a_server_told_to_stop_while_a_channel_hangs_ends_in_time() throws IOException {
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

    private void payAndPayUntilDeath(Queue<Placed> acknowledged, AtomicInteger begun) {
        for (int i = 0; i < KILLED_AFTER; i++) {
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

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
