package com.suanpan.sandbox;

import com.suanpan.sandbox.alipay.Alipay;
import com.suanpan.sandbox.mock.Mock;
import com.suanpan.sandbox.wechat.Wechat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The sandbox: providers, payer and merchant in one process, on one port of the loopback.
public final class Sandbox implements AutoCloseable {

    private final Listener listener;
    private final Journal journal;
    private final Patience patience;
    private final Callbacks callbacks;
    private final Payer payer;
    private final URI uri;

    private Sandbox(List<Integer> ports, Path dir, long seed, Clock clock) throws IOException {
        Files.createDirectories(dir);
        patience = new Patience();
        Door door = new Door(patience);
        listener = new Listener(ports, door);
        uri = URI.create("http://127.0.0.1:" + listener.port());
        journal = new Journal(dir.resolve("journal.jsonl"));
        Serials serials = new Serials(clock);
        Ground ground =
                new Ground(
                        uri,
                        clock,
                        new Orders(journal, clock),
                        new Refunds(journal, clock, serials),
                        new Accounts(journal),
                        new Consents(journal, serials, clock),
                        new ProviderKeys(dir.resolve("keys.json")),
                        serials);
        journal.replay(line -> remember(ground, line));
        Providers providers = new Providers(played(ground));
        Knobs knobs = new Knobs(seed);
        CallLog calls = new CallLog();
        CallbackLog sent = new CallbackLog();
        Timings timings = new Timings();
        callbacks = new Callbacks(providers, ground, knobs, patience, sent, timings);
        payer = new Payer(providers, ground, callbacks, patience);
        Desk desk = new Desk(ground, knobs, payer, callbacks, patience, calls, timings);
        House house =
                new House(
                        providers,
                        desk,
                        new Control(
                                providers, ground, knobs, callbacks, payer, calls, sent, timings),
                        new PayerDoor(providers, ground, payer, desk),
                        new AppDoor(providers, ground, payer),
                        new MerchantStub(clock, patience));
        door.open(house::answer);
        ground.orders().all().stream()
                .filter(order -> order.isPaid() && !order.acknowledged())
                .forEach(callbacks::start);
        ground.refunds().all().stream()
                .filter(refund -> !refund.acknowledged() && ground.refunds().firstHeard(refund))
                .forEach(callbacks::start);
    }

    /// The one place that names the providers.
    private static List<Provider> played(Ground ground) {
        return List.of(new Wechat(ground), new Alipay(ground), new Mock(ground));
    }

    private static void remember(Ground ground, JsonNode line) {
        if (line.has("order")) {
            ground.orders().remember(Json.read(line.get("order"), Order.class));
        } else if (line.has("refund")) {
            ground.refunds().remember(Json.read(line.get("refund"), Refund.class));
        } else if (line.has("consent")) {
            ground.consents().remember(Json.read(line.get("consent"), Consents.Told.class));
        } else {
            ground.accounts().remember(Json.read(line.get("account"), Account.class));
        }
    }

    /// Starts a sandbox on a port (0: any free one) with its memory in `dir`.
    public static Sandbox start(int port, Path dir, long seed) throws IOException {
        return new Sandbox(List.of(port), dir, seed, Clock.systemUTC());
    }

    /// Where it listens; no slash at the end.
    public URI uri() {
        return uri;
    }

    @Override
    public void close() throws IOException {
        patience.close();
        listener.close();
        payer.close();
        callbacks.close();
        journal.close();
    }

    public static void main(String[] args) throws IOException {
        Map<String, String> options = options(args);
        int port = Integer.parseInt(options.getOrDefault("port", "9090"));
        String merchantPort = options.get("merchant-port");
        List<Integer> ports =
                merchantPort == null
                        ? List.of(port)
                        : List.of(port, Integer.parseInt(merchantPort));
        Path dir = Path.of(options.getOrDefault("data", "data/sandbox"));
        long seed = Long.parseLong(options.getOrDefault("seed", "1"));
        long began = System.nanoTime();
        @SuppressWarnings("resource") // lives as long as the process
        Sandbox sandbox = new Sandbox(ports, dir, seed, Clock.systemUTC());
        System.out.printf(
                "sandbox at %s, memory in %s, seed %d, up in %d ms%n",
                sandbox.uri(), dir, seed, (System.nanoTime() - began) / 1_000_000);
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
        }
        if (args.length % 2 != 0
                || !List.of("port", "data", "seed", "merchant-port")
                        .containsAll(options.keySet())) {
            throw new IllegalArgumentException(
                    "usage: sandbox [--port N] [--data DIR] [--seed N] [--merchant-port N]");
        }
        return options;
    }
}
