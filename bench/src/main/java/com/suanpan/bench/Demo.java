package com.suanpan.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `./suanpan demo`: starts everything, plays the story of the platform's payments, checks it, and stays
/// up to be tried.
public final class Demo {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int WELL = 0;
    private static final int NOT_AS_TOLD = 1;

    private final Options options;
    private final Path home;
    private final Telling telling;
    private final Instant began;

    private Demo(Options options, Path home, Telling telling, Instant began) {
        this.options = options;
        this.home = home;
        this.telling = telling;
        this.began = began;
    }

    public static void main(String[] typed) {
        Telling telling = new Telling(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        int code;
        try {
            Options options = Options.of(typed);
            Path home = Path.of(System.getProperty("suanpan.home", "."));
            code = new Demo(options, home, telling, began()).run();
        } catch (Halt e) {
            telling.end("suanpan: " + e.sentence());
            code = NOT_AS_TOLD;
        }
        System.exit(code);
    }

    /// When the launcher was started, building included; it says so in whole seconds.
    private static Instant began() {
        Long seconds = Long.getLong("suanpan.began");
        return seconds == null
                ? ProcessHandle.current().info().startInstant().orElseGet(Instant::now)
                : Instant.ofEpochSecond(seconds);
    }

    private int run() {
        requireFreePorts();
        requireAlone();
        Programs programs = new Programs(home, options.data().resolve("log"), this::endedByItself);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(programs), "stop"));
        try (Web web = new Web()) {
            start(programs);
            Books books = new Books(programs, options.data());
            Opening.Opened opened =
                    new Opening(books, new DemoFile(options.data()), options.addresses(), web)
                            .open();
            telling.fact(
                    "merchant",
                    opened.keys().merchantId()
                            + (opened.known()
                                    ? ", as before"
                                    : ", new; with three channel accounts"));
            Providers providers = new Providers(web, options.addresses());
            try (Shop shop = new Shop(web, options.addresses(), opened.keys())) {
                Scene scene = new Scene(newRun(), shop, providers, books, web, telling);
                new Story(scene).play(this::firstPaid);
                new Reckoning(scene).play();
                return ended(scene);
            }
        }
    }

    private void requireFreePorts() {
        Addresses all = options.addresses();
        requireFree(all.apiPort(), "--api-port");
        requireFree(all.callbackPort(), "--callback-port");
        requireFree(all.sandboxPort(), "--sandbox-port");
    }

    private static void requireFree(int port, String option) {
        if (Program.isTaken(port)) {
            throw new Halt(
                    "port %d is taken: stop the program that has it, or choose another with %s N."
                            .formatted(port, option));
        }
    }

    /// One story at a time on one folder; held until this process ends.
    private void requireAlone() {
        Path lock = options.data().resolve("demo.lock");
        try {
            Files.createDirectories(options.data());
            FileChannel channel =
                    FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new Halt(
                        "another demo plays in %s: stop it, or name another folder with --data DIR."
                                .formatted(options.data()));
            }
        } catch (IOException e) {
            throw new Halt(
                    "the folder %s cannot be written (%s): name another one with --data DIR."
                            .formatted(options.data(), e.getMessage()));
        }
    }

    private void start(Programs programs) {
        Addresses at = options.addresses();
        Path data = options.data();
        List<String> wanted = new ArrayList<>(wanted(at));
        wanted.addAll(options.settings());
        List<String> settings = new ArrayList<>(places(at));
        settings.addAll(wanted);
        telling.line("算盘 Suanpan, the story of its payments");
        Program sandbox = programs.sandbox(at.sandboxPort(), data.resolve("sandbox"));
        Program platform = programs.platform(data, settings);
        sandbox.awaitPorts(at.sandboxPort());
        telling.fact(
                "sandbox",
                at.sandbox()
                        + "  WeChat Pay, Alipay and the mock channel, the payer, the merchant");
        platform.awaitPorts(at.apiPort(), at.callbackPort());
        telling.fact("platform", "%s, callbacks %s".formatted(at.api(), at.callbacks()));
        telling.fact("data", "%s, logs in log/".formatted(data));
        telling.fact("settings", "besides the usual: " + String.join(" ", wanted));
    }

    private static List<String> places(Addresses at) {
        return List.of(
                "suanpan.api.port=" + at.apiPort(),
                "suanpan.callback.port=" + at.callbackPort(),
                "suanpan.ops.port=0",
                "suanpan.public-url=" + at.api(),
                "suanpan.callback-url=" + at.callbacks());
    }

    /// What the story needs besides the defaults: its merchant listens on the loopback, and the
    /// operator's alerts go to the sandbox too.
    private static List<String> wanted(Addresses at) {
        return List.of(
                "suanpan.notice.allow-private=true",
                "suanpan.alert.webhook=%s/notify/%s"
                        .formatted(at.merchantStub(), WrongAmount.OPERATOR));
    }

    private static String newRun() {
        return DateTimeFormatter.ofPattern("MMdd-HHmmss").format(LocalDateTime.now(CHINA));
    }

    private void firstPaid() {
        telling.tell(
                "the first paid order, %s after the start".formatted(Scene.time(sinceStart())));
    }

    private Duration sinceStart() {
        return Duration.between(began, Instant.now());
    }

    private int ended(Scene scene) {
        boolean well = telling.failures() == 0;
        telling.line("");
        telling.line(
                well
                        ? "All came out as told, %s after the start."
                                .formatted(Scene.time(sinceStart()))
                        : "NOT as told: %d of the above, marked ✗.".formatted(telling.failures()));
        if (!options.once()) {
            whereToClick(scene);
            stayUp();
        }
        return well ? WELL : NOT_AS_TOLD;
    }

    private void whereToClick(Scene scene) {
        Placed yours = scene.place(100, "WECHAT", "Yours to pay 请您付款");
        telling.line("");
        telling.line(
                "Now you. Everything stays up until Ctrl-C; the same command goes on with the same data.");
        telling.fact("cashier", yours.payUrl() + "  an order of 1.00 that waits for you");
        telling.fact(
                "payer", options.addresses().sandbox() + "/payer  scan any code of this platform");
        telling.fact(
                "keys",
                new DemoFile(options.data()).path() + "  to call the API yourself: README.md");
    }

    private static void stayUp() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endedByItself(String obituary) {
        telling.end("suanpan: " + obituary);
        System.exit(NOT_AS_TOLD);
    }

    private void stop(Programs programs) {
        telling.end("Stopping what was started; the data stays in " + options.data() + ".");
        programs.close();
    }
}
