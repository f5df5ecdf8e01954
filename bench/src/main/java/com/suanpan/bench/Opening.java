package com.suanpan.bench;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What must be there before the story can begin: a merchant, and an account at each provider. Both are
/// made by the platform's own commands, once; a later run goes on with them.
final class Opening {

    /// Our channel accounts, by provider.
    private static final SortedMap<String, String> CHANNELS =
            new TreeMap<>(
                    Map.of("WECHAT", "wechat-demo", "ALIPAY", "alipay-demo", "MOCK", "mock-demo"));

    private final Books books;
    private final DemoFile file;
    private final Addresses addresses;
    private final Web web;

    Opening(Books books, DemoFile file, Addresses addresses, Web web) {
        this.books = books;
        this.file = file;
        this.addresses = addresses;
        this.web = web;
    }

    /// The merchant of the story, and whether he was there before.
    record Opened(MerchantKeys keys, boolean known) {}

    Opened open() {
        Optional<MerchantKeys> before = file.read();
        if (before.isPresent() && isKnown(before.get())) {
            file.write(addresses, before.get());
            return new Opened(before.get(), true);
        }
        Providers providers = new Providers(web, addresses);
        CHANNELS.forEach((provider, code) ->
                books.addChannel(code, provider, providers.account(provider).path("settings")));
        MerchantKeys keys = books.addMerchant("Demo shop 演示商户");
        file.write(addresses, keys);
        return new Opened(keys, false);
    }

    private boolean isKnown(MerchantKeys keys) {
        try (Shop shop = new Shop(web, addresses, keys)) {
            return shop.isKnown();
        }
    }
}
