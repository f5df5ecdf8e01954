package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup is taken while payments go on, the server and its folder are destroyed, and the restored
/// one goes on: all that was acknowledged before the backup is there, what was paid since is found by
/// asking, the keys can be read.
class RestoreTest {

    private static final int CALLERS = 4;
    private static final int BEFORE = 30;

    private final Telling telling =
            new Telling(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final Queue<Placed> before = new ConcurrentLinkedQueue<>();
    private final Queue<Placed> since = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean backupBegan = new AtomicBoolean();

    private Path folder;
    private Addresses at;
    private Programs programs;

    @BeforeEach
    void free_ports(@TempDir Path temporary) {
        folder = temporary;
        List<Integer> ports = FreePorts.find(3);
        at = new Addresses(ports.get(0), ports.get(1), ports.get(2));
        Path home = Path.of("..").toAbsolutePath().normalize();
        programs = new Programs(home, folder.resolve("log"), System.out::println);
    }

    @AfterEach
    void nothing_is_left() {
        programs.close();
    }

    @Test
    void what_was_acknowledged_before_a_backup_outlives_the_server_and_payments_go_on()
            throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Path file = folder.resolve("suanpan.backup");
        try (Web web = new Web()) {
            programs.sandbox(at.sandboxPort(), folder.resolve("sandbox"))
                    .awaitPorts(at.sandboxPort());
            Program server = starts(first);
            Books books = new Books(programs, first);
            MerchantKeys keys = new Opening(books, new DemoFile(folder), at, web).open().keys();
            Shop shop = new Shop(web, at, keys);
            Providers providers = new Providers(web, at);
            Scene scene = new Scene("KEPT", shop, providers, books, web, telling);

            Placed open = scene.place(4_200, "MOCK_QR", "Paid after the backup");
            backsUpUnderLoad(scene, first, file);
            providers.scanAndPay(open.qrCode());
            server.close();
            destroys(first);

            Programs.Said done = restores(second, file);
            assertThat(done.errors()).contains("the providers know of it");
            assertThat(done.text()).contains("\"books\" : \"agree\"");
            assertThat(done.code()).isZero();

            starts(second);
            telling.tell(
                    "%d payments before the backup, %d since"
                            .formatted(before.size(), since.size()));
            for (Placed placed : before) {
                until(placed.orderNo() + " is there", () -> isPaid(shop, placed));
            }
            until("what was paid since is asked about", () -> isPaid(shop, open));
            Placed next = scene.place(100, "WECHAT_NATIVE", "Goes on");
            providers.scanAndPay(next.qrCode());
            until("it is paid", () -> isPaid(shop, next));
            until("the merchant heard", () -> shop.hears(next.orderNo()).startsWith("1 notice"));
            assertThat(new Books(programs, second).audit().path("books").asString())
                    .isEqualTo("agree");
            shop.close();
        }
    }

    private void backsUpUnderLoad(Scene scene, Path data, Path file) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> payUntilEnough(scene));
            }
            until("payments go on", () -> before.size() >= BEFORE);
            backupBegan.set(true);
            Programs.Said said =
                    programs.command(
                            data, "", List.of("backup", "--to", file.toString(), "--json"));
            enough.set(true);
            assertThat(said.code()).as(said.errors()).isZero();
            assertThat(said.errors()).contains("keep " + file + ".kek apart");
        }
    }

    private void payUntilEnough(Scene scene) {
        while (!enough.get()) {
            Map<String, String> fields;
            synchronized (this) {
                fields = scene.fields(1_000 + begun.incrementAndGet(), "MOCK_QR", "Tea");
            }
            String fen = fields.getOrDefault("amount", "").replace(".", "");
            Placed placed = scene.place(Long.parseLong(fen), fields);
            scene.providers.scanAndPay(placed.qrCode());
            (backupBegan.get() ? since : before).add(placed);
        }
    }

    private Programs.Said restores(Path data, Path file) {
        return programs.command(data, "", List.of("restore", "--from", file.toString(), "--json"));
    }

    private static boolean isPaid(Shop shop, Placed placed) {
        return shop.says(placed.orderNo()).equals("SUCCEEDED PAID " + placed.yuan());
    }

    private Program starts(Path data) {
        return programs.platform(
                        data,
                        List.of(
                                "suanpan.api.port=" + at.apiPort(),
                                "suanpan.callback.port=" + at.callbackPort(),
                                "suanpan.public-url=" + at.api(),
                                "suanpan.callback-url=" + at.callbacks(),
                                "suanpan.notice.allow-private=true"))
                .awaitPorts(at.apiPort(), at.callbackPort());
    }

    private static void destroys(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            for (Path one : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(one);
            }
        }
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Pause.of(Duration.ofMillis(100));
        }
    }
}
