package com.suanpan.console;

import com.suanpan.channel.AddResult;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.NewAccount;
import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.secret.Secret;
import com.suanpan.store.RecordRow;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// `channel`: adds, shows, switches and tries the accounts that we hold at providers.
@Component
class ChannelCommand implements Command {

    static final String STANDARD_INPUT = "-";

    /// Providers repeat callbacks for a day or two.
    private static final Duration OLD_KEYS = Duration.ofDays(2);

    private static final int MOST_HOURS = 720;

    private final ChannelAccounts accounts;
    private final ChannelTrial trial;

    ChannelCommand(ChannelAccounts accounts, ChannelTrial trial) {
        this.accounts = accounts;
        this.trial = trial;
    }

    @Override
    public String name() {
        return "channel";
    }

    @Override
    public List<String> forms() {
        return List.of(
                "add CODE --provider PROVIDER --settings FILE.json|- [--name NAME] [--weight N] [--single-limit YUAN] [--methods METHOD,…] [--json]",
                "list [--json]",
                "off CODE",
                "on CODE",
                "set CODE --settings FILE.json|- [--old-hours N]",
                "show CODE [--json]",
                "test CODE [--json]");
    }

    @Override
    public int run(Words words, PrintStream out) {
        String verb = words.next("add, list, show, on, off, set or test");
        return switch (verb) {
            case "add" -> add(words, out);
            case "list" -> list(words, out);
            case "show" -> show(words, out);
            case "on", "off" -> turn(verb.equals("on"), words, out);
            case "set" -> set(words, out);
            case "test" -> test(words, out);
            case String other ->
                    throw new WrongUsage("add, list, show, on, off, set or test, not " + other);
        };
    }

    private int add(Words words, PrintStream out) {
        String code = words.next("CODE");
        NewAccount account =
                new NewAccount(
                        code,
                        words.option("--name").orElse(code),
                        words.need("--provider", provider -> provider),
                        words.need("--settings", ChannelCommand::settings),
                        true,
                        words.option("--weight", Words.whole(0, Integer.MAX_VALUE))
                                .orElse(NewAccount.USUAL_WEIGHT),
                        words.option("--single-limit", ChannelCommand::yuan).orElse(null),
                        words.option("--methods", Words.each(method -> method)).orElse(Set.of()));
        words.end();
        return switch (accounts.add(account)) {
            case AddResult.Added(var added) -> {
                new Sheet(row(added)).print(out, words.json());
                yield Commands.DONE;
            }
            case AddResult.Refused(var reasons) ->
                    throw new IllegalArgumentException(String.join("; ", reasons));
        };
    }

    private int list(Words words, PrintStream out) {
        words.end();
        new Sheet(new RecordRow())
                .rows("channels", accounts.all().stream().map(ChannelCommand::row).toList())
                .print(out, words.json());
        return Commands.DONE;
    }

    private int show(Words words, PrintStream out) {
        ChannelAccount account = account(words);
        new Sheet(row(account))
                .rows("settings", List.of(new RecordRow().putAll(accounts.show(account))))
                .print(out, words.json());
        return Commands.DONE;
    }

    private int turn(boolean on, Words words, PrintStream out) {
        ChannelAccount account = account(words);
        String code = account.channelCode();
        boolean turned = on ? accounts.on(code) : accounts.off(code);
        out.println(code + (turned ? " is " : " already is ") + (on ? "on" : "off"));
        return Commands.DONE;
    }

    private int set(Words words, PrintStream out) {
        String code = words.next("CODE");
        Map<String, Secret> settings = words.need("--settings", ChannelCommand::settings);
        Duration oldFor =
                words.option("--old-hours", Words.whole(0, MOST_HOURS))
                        .map(Duration::ofHours)
                        .orElse(OLD_KEYS);
        words.end();
        return switch (accounts.set(account(code), settings, oldFor)) {
            case AddResult.Added _ -> {
                out.println(
                        "%s has new settings; callbacks by the old keys count for %d hours more"
                                .formatted(code, oldFor.toHours()));
                yield Commands.DONE;
            }
            case AddResult.Refused(var reasons) ->
                    throw new IllegalArgumentException(String.join("; ", reasons));
        };
    }

    private int test(Words words, PrintStream out) {
        ChannelTrial.Result result = trial.of(account(words));
        new Sheet(
                        new RecordRow()
                                .put("passed", result.passed())
                                .put("outcome", result.outcome())
                                .put("clock", result.clock()))
                .print(out, words.json());
        return result.passed() ? Commands.DONE : Commands.REFUSED;
    }

    private ChannelAccount account(Words words) {
        String code = words.next("CODE");
        words.end();
        return account(code);
    }

    private ChannelAccount account(String code) {
        return accounts.find(code)
                .orElseThrow(
                        () -> new IllegalArgumentException("no such channel account: " + code));
    }

    private static RecordRow row(ChannelAccount account) {
        Money limit = account.singleLimit();
        return new RecordRow()
                .put("channel_code", account.channelCode())
                .put("channel_name", account.channelName())
                .put("provider", account.provider())
                .put("status", account.on() ? "ON" : "OFF")
                .put("weight", account.weight())
                .put("single_limit", limit == null ? "none" : limit)
                .put(
                        "methods",
                        account.methods().isEmpty()
                                ? "all"
                                : String.join(",", account.methods().stream().sorted().toList()));
    }

    private static Money yuan(String text) {
        return Money.parse(text, Currency.CNY)
                .filter(amount -> !amount.isZero())
                .orElseThrow(() -> new WrongUsage("must be an amount in yuan, like 5000.00"));
    }

    /// Settings hold keys: what is wrong with them is told without a word of them.
    private static Map<String, Secret> settings(String file) {
        try {
            byte[] json =
                    file.equals(STANDARD_INPUT)
                            ? System.in.readAllBytes()
                            : Files.readAllBytes(Path.of(file));
            Map<String, Secret> settings = new LinkedHashMap<>();
            JsonMapper.shared()
                    .readValue(
                            new String(json, StandardCharsets.UTF_8),
                            new TypeReference<Map<String, String>>() {})
                    .forEach((name, value) -> settings.put(name, new Secret(value)));
            return settings;
        } catch (IOException e) {
            throw new WrongUsage("cannot be read: " + file);
        } catch (JacksonException | NullPointerException e) {
            throw new WrongUsage("must be a JSON object of strings: " + file);
        }
    }
}
