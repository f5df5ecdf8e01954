package com.suanpan.bench.load;

import com.suanpan.bench.Addresses;
import com.suanpan.bench.Books;
import com.suanpan.bench.FreePorts;
import com.suanpan.bench.Program;
import com.suanpan.bench.Programs;
import com.suanpan.bench.Web;
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
        List<Integer> ports = FreePorts.find(4);
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
        List<OpenedShop> opened =
                OpenedShop.open(programs, data, web, at, List.of(provider), notifyUrls.size());
        List<Shopkeeper> shops = new ArrayList<>();
        for (OpenedShop shop : opened) {
            String id = shop.merchantId();
            String notifyUrl = notifyUrls.get(shops.size());
            shops.add(
                    new Shopkeeper(
                            id,
                            shop.slot(),
                            new Seller(
                                    id, shop.apiKey(), shop.secretKey(), notifyUrl, at.apiPort())));
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

    @Override
    public void close() {
        database.close();
        web.close();
        programs.close();
    }
}
