package com.suanpan.bench.load;

import com.suanpan.bench.Addresses;
import com.suanpan.bench.Books;
import com.suanpan.bench.Halt;
import com.suanpan.bench.Program;
import com.suanpan.bench.Programs;
import com.suanpan.bench.Web;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything that a run needs, started and connected: the platform with its PostgreSQL, the sandbox, and
/// the merchants. The platform runs with the product's own settings and JVM options but where a
/// scenario says otherwise.
final class Stage implements AutoCloseable {

    static final int MERCHANTS = 20;

    private final Programs programs;
    private final Path data;
    private final int opsPort;

    final Addresses at;
    final Program platform;
    final Program sandbox;
    final PlatformDatabase database;
    final Books books;
    final Web web = new Web();

    /// @param main what starts the platform: itself, or a control around it
    record Platform(String main, List<String> options, List<String> settings) {}

    Stage(Programs programs, Path data, Platform how) {
        this.programs = programs;
        this.data = data;
        List<Integer> ports = freePorts();
        at = new Addresses(ports.get(0), ports.get(1), ports.get(2));
        opsPort = ports.get(3);
        sandbox = programs.sandbox(at.sandboxPort(), data.resolve("sandbox"));
        platform =
                programs.platform(data, settings(how.settings()), how.main(), how.options())
                        .awaitPorts(at.apiPort(), at.callbackPort());
        sandbox.awaitPorts(at.sandboxPort());
        database = PlatformDatabase.in(data);
        books = new Books(programs, data);
    }

    private List<String> settings(List<String> more) {
        List<String> settings = new ArrayList<>();
        settings.add("suanpan.api.port=" + at.apiPort());
        settings.add("suanpan.callback.port=" + at.callbackPort());
        settings.add("suanpan.public-url=" + at.api());
        settings.add("suanpan.callback-url=" + at.callbacks());
        settings.add("suanpan.ops.port=" + opsPort);
        settings.add("suanpan.notice.allow-private=true");
        settings.addAll(more);
        return settings;
    }

    /// New merchants, whose notices go to these addresses, and an account at this provider.
    List<Shopkeeper> openShops(String provider, List<String> notifyUrls) {
        ObjectNode accounts = JsonNodeFactory.instance.objectNode();
        accounts.set(
                "load-%s %s".formatted(provider.toLowerCase(java.util.Locale.ROOT), provider),
                web.post(at.control() + "/accounts", Map.of("provider", provider, "name", "load"))
                        .path("settings"));
        Programs.Said said =
                programs.beside(
                        OpenShops.class,
                        Programs.SHORT_LIVED,
                        accounts.toString(),
                        List.of(data.toString(), Integer.toString(notifyUrls.size())));
        if (said.code() != 0) {
            throw new Halt("the merchants cannot be made: " + said.errors());
        }
        List<Shopkeeper> shops = new ArrayList<>();
        for (String line : said.text().lines().toList()) {
            String[] word = line.split(" ");
            String notifyUrl = notifyUrls.get(shops.size());
            shops.add(
                    new Shopkeeper(
                            word[0],
                            Integer.parseInt(word[1]),
                            new Seller(word[0], word[2], word[3], notifyUrl, at.apiPort())));
        }
        return shops;
    }

    /// A merchant by its number, and its slot.
    record Shopkeeper(String merchantId, int slot, Seller seller) {}

    Counters counters() {
        return Counters.at(opsPort);
    }

    /// Sets a knob of the sandbox.
    void turn(Map<String, ?> knob) {
        web.post(at.control() + "/knobs", knob);
    }

    /// All held at once, so that they differ.
    private static List<Integer> freePorts() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new Halt("no free port: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        database.close();
        web.close();
        programs.close();
    }
}
