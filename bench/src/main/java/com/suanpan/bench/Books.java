package com.suanpan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The platform's own commands, answering for a machine: what operators see of the books.
public final class Books {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Programs programs;
    private final Path data;
    private final List<String> settings;

    public Books(Programs programs, Path data) {
        this(programs, data, List.of());
    }

    /// Books whose commands need these settings (`suanpan.database.url=…`).
    public Books(Programs programs, Path data, List<String> settings) {
        this.programs = programs;
        this.data = data;
        this.settings = settings.stream().map(setting -> "--" + setting).toList();
    }

    public JsonNode audit() {
        return answer(List.of("audit", "--whole", "--json"));
    }

    /// All that is kept about an order.
    JsonNode order(String payOrderNo) {
        return answer(List.of("order", "show", payOrderNo, "--json"));
    }

    /// A new merchant, whose secrets are told this once.
    MerchantKeys addMerchant(String name) {
        JsonNode made =
                answer(
                        List.of(
                                "merchant",
                                "add",
                                name,
                                "--scopes",
                                "PAY,QUERY,REFUND",
                                "--allowed-ips",
                                "127.0.0.1",
                                "--json"));
        return new MerchantKeys(
                made.path("merchant_id").asString(),
                made.path("api_key").asString(),
                made.path("secret_key").asString(),
                made.path("webhook_secret").asString());
    }

    /// A channel account with these settings; one that an interrupted run added is left as it is.
    void addChannel(String code, String provider, JsonNode settings) {
        List<String> words =
                List.of("channel", "add", code, "--provider", provider, "--settings", "-");
        Programs.Said said = programs.command(data, settings.toString(), words);
        if (said.code() != 0 && !said.errors().contains(code + " exists")) {
            throw refused(words, said);
        }
    }

    /// What a command answered, whether it was content or not.
    private JsonNode answer(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(settings);
        Programs.Said said = programs.command(data, "", all);
        try {
            JsonNode answer = JSON.readTree(said.text());
            if (answer.isObject()) {
                return answer;
            }
        } catch (JacksonException e) {
            throw refused(words, said);
        }
        throw refused(words, said);
    }

    /// A command says in its last line what is the matter.
    private static Halt refused(List<String> words, Programs.Said said) {
        String last = said.errors().lines().reduce("", (_, line) -> line);
        return new Halt(
                "'%s' ended with %d: %s"
                        .formatted(
                                String.join(" ", words),
                                said.code(),
                                last.replaceFirst("^suanpan: ", "")));
    }
}
