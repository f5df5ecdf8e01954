package com.suanpan.bench.load;

import com.suanpan.bench.Addresses;
import com.suanpan.bench.Halt;
import com.suanpan.bench.Programs;
import com.suanpan.bench.Web;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A merchant that was made for a run, with the secrets he signs with. They never print.
public record OpenedShop(String merchantId, int slot, String apiKey, String secretKey) {

    /// Makes so many merchants, and an account at each of these providers, beside a running platform.
    public static List<OpenedShop> open(
            Programs programs,
            Path data,
            Web web,
            Addresses at,
            List<String> providers,
            int merchants) {
        ObjectNode accounts = JsonNodeFactory.instance.objectNode();
        for (String provider : providers) {
            accounts.set(
                    "load-%s %s".formatted(provider.toLowerCase(Locale.ROOT), provider),
                    web.post(
                                    at.control() + "/accounts",
                                    Map.of("provider", provider, "name", "load"))
                            .path("settings"));
        }
        Programs.Said said =
                programs.beside(
                        OpenShops.class,
                        Programs.SHORT_LIVED,
                        accounts.toString(),
                        List.of(data.toString(), Integer.toString(merchants)));
        if (said.code() != 0) {
            throw new Halt("the merchants cannot be made: " + said.errors());
        }
        return said.text()
                .lines()
                .map(line -> line.split(" "))
                .map(word -> new OpenedShop(word[0], Integer.parseInt(word[1]), word[2], word[3]))
                .toList();
    }

    @Override
    public String toString() {
        return "OpenedShop[" + merchantId + "]";
    }
}
