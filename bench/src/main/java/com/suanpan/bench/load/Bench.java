package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import com.suanpan.bench.Programs;
import com.suanpan.bench.TemporaryFolder;
import com.suanpan.ledger.LedgerPath;
import com.suanpan.payment.CommitPath;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./suanpan bench`: starts everything, loads it as a scenario says, prints the figures, and fails if the
/// records differ.
public final class Bench {

    private static final int WELL = 0;
    private static final int NOT_WELL = 1;

    /// Enough for full batches in each lane.
    private static final int POSTING = 1_000;

    private static final int HOT_ACCOUNTS = 100_000;

    private final BenchOptions options;
    private final Path home;
    private final Screen screen;

    private Bench(BenchOptions options, Path home, Screen screen) {
        this.options = options;
        this.home = home;
        this.screen = screen;
    }

    public static void main(String[] typed) {
        Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        int code;
        try {
            BenchOptions options = BenchOptions.of(typed);
            Path home = Path.of(System.getProperty("suanpan.home", "."));
            code = new Bench(options, home, screen).run();
        } catch (Halt e) {
            screen.plain("suanpan: " + e.sentence());
            code = NOT_WELL;
        }
        System.exit(code);
    }

    private int run() {
        Path data = options.data();
        if (data != null) {
            return run(data);
        }
        try (TemporaryFolder folder = new TemporaryFolder("bench")) {
            return run(folder.path());
        }
    }

    private int run(Path data) {
        Figures figures = new Figures();
        figures.put("scenario", options.scenario().word());
        figures.put("seconds", options.seconds());
        if (options.rate() != null) {
            figures.put("rate", options.rate());
        }
        int mismatches =
                switch (options.scenario()) {
                    case COMMITS -> commits(data, figures);
                    case LEDGER -> ledger(data, figures);
                    case MOCK,
                            MOCK_LATENCY,
                            ALIPAY_WAP,
                            WECHAT_NATIVE,
                            CALLBACKS,
                            BURST,
                            ONE_BY_ONE,
                            INLINE_NOTICE ->
                            load(data, figures);
                };
        screen.plain("");
        screen.plain(figures.table());
        Path json = options.json();
        if (json != null) {
            figures.write(json);
        }
        return mismatches == 0 ? WELL : NOT_WELL;
    }

    private int load(Path data, Figures figures) {
        int mismatches;
        Instant from;
        Instant until;
        screen.say("starting platform and sandbox in " + data);
        Programs programs = new Programs(home, data.resolve("log"), this::endedByItself);
        try (Stage stage = new Stage(programs, data, platform());
                Run run = new Run(options.scenario(), options.merchantTakes(), stage, screen)) {
            Map<String, SandboxRecord> provider =
                    Performance.of(options.scenario()).play(run, options, figures);
            mismatches = run.reckon(provider, figures);
            from = run.measuredFrom();
            until = run.measuredUntil();
        }
        Path profile = options.profile();
        if (profile != null) {
            screen.plain(Profile.read(profile, from, until));
        }
        return mismatches;
    }

    private int commits(Path data, Figures figures) {
        screen.say(
                "three ways to the database, %d s each after %d s of warm-up"
                        .formatted(options.seconds(), options.warmUp()));
        alone(CommitPath.class, data, List.of(Integer.toString(Run.IN_FLIGHT)), figures);
        return 0;
    }

    private int ledger(Path data, Figures figures) {
        screen.say(
                "%d callers post between %d accounts for %d s after %d s of warm-up, then one caller twice as long"
                        .formatted(POSTING, HOT_ACCOUNTS, options.seconds(), options.warmUp()));
        return alone(
                        LedgerPath.class,
                        data,
                        List.of(Integer.toString(POSTING), Integer.toString(HOT_ACCOUNTS)),
                        figures)
                .path("mismatches")
                .asInt();
    }

    /// Runs a part of the platform in a process of its own, and takes its figures over.
    private JsonNode alone(Class<?> main, Path data, List<String> more, Figures figures) {
        try (Programs programs = new Programs(home, data.resolve("log"), this::endedByItself)) {
            List<String> words = new ArrayList<>();
            words.add(data.toString());
            words.add(Integer.toString(options.warmUp()));
            words.add(Integer.toString(options.seconds()));
            words.addAll(more);
            List<String> jvm = new ArrayList<>(programs.serverOptions());
            jvm.addAll(options.options());
            Programs.Said said = programs.beside(main, jvm, "", words);
            if (said.code() != 0) {
                throw new Halt(options.scenario().word() + " broke off: " + said.errors());
            }
            JsonNode answer = JsonMapper.shared().readTree(said.text());
            answer.propertyStream()
                    .forEach(one -> {
                        JsonNode value = one.getValue();
                        if (value.isIntegralNumber()) {
                            figures.put(one.getKey(), value.asLong());
                        } else {
                            figures.put(one.getKey(), value.asDouble());
                        }
                    });
            return answer;
        }
    }

    private Stage.Platform platform() {
        List<String> jvm = new ArrayList<>();
        Path profile = options.profile();
        if (profile != null) {
            jvm.add(Profile.recording(profile));
        }
        jvm.addAll(options.options());
        List<String> settings = new ArrayList<>(options.scenario().settings());
        settings.addAll(options.settings());
        return new Stage.Platform(options.scenario().platform(), jvm, settings);
    }

    private void endedByItself(String obituary) {
        screen.plain("suanpan: " + obituary);
        Runtime.getRuntime().halt(NOT_WELL);
    }
}
