package com.suanpan.bench.load;

import com.suanpan.Suanpan;
import com.suanpan.channel.AddResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.NewAccount;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.number.Lanes;
import com.suanpan.secret.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes the merchants of a run, with buckets that no load fills, and its channel accounts, in one process
/// beside the platform's; a command for each would take a minute. It writes through the rooms' own
/// doors.
///
/// Words: the data folder, how many merchants. Standard input: a JSON object of the accounts' settings
/// by `CODE PROVIDER`. Standard output: a line a merchant, `merchant_id slot api_key secret_key`.
public final class OpenShops {

    private static final int ENDLESS = 1_000_000;

    private OpenShops() {}

    public static void main(String[] words) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        JsonNode accounts = JsonMapper.shared().readTree(System.in.readAllBytes());
        try (ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Suanpan.class)
                        .web(WebApplicationType.NONE)
                        .lazyInitialization(true)
                        .properties(
                                "suanpan.jobs=false",
                                "suanpan.database.join=true",
                                "logging.level.root=warn")
                        .run("--suanpan.data=" + words[0])) {
            ChannelAccounts channels = context.getBean(ChannelAccounts.class);
            accounts.propertyStream()
                    .forEach(one -> {
                        String[] name = one.getKey().split(" ");
                        add(channels, name[0], name[1], one.getValue());
                    });
            Merchants merchants = context.getBean(Merchants.class);
            IntStream.range(0, Integer.parseInt(words[1]))
                    .mapToObj(i ->
                            merchants.add(NewMerchant.named("Load " + i).bucket(ENDLESS, ENDLESS)))
                    .forEach(made -> out.println(line(made)));
        }
    }

    /// An account that an earlier run added learns where the sandbox is now.
    private static void add(
            ChannelAccounts channels, String code, String provider, JsonNode settings) {
        Map<String, Secret> secrets = new HashMap<>();
        settings.propertyStream()
                .forEach(one -> secrets.put(one.getKey(), new Secret(one.getValue().asString())));
        ChannelAccount there = channels.find(code).orElse(null);
        AddResult result =
                there != null
                        ? channels.set(there, secrets, Duration.ofMinutes(1))
                        : channels.add(
                                new NewAccount(
                                        code,
                                        code,
                                        provider,
                                        secrets,
                                        true,
                                        NewAccount.USUAL_WEIGHT,
                                        null,
                                        Set.of()));
        if (result instanceof AddResult.Refused(var reasons)) {
            throw new IllegalStateException(String.join("; ", reasons));
        }
    }

    private static String line(MerchantSecrets made) {
        return String.join(
                " ",
                made.merchantId(),
                Integer.toString(Lanes.slotOf(made.merchantId())),
                made.apiKey(),
                made.secretKey().reveal());
    }
}
