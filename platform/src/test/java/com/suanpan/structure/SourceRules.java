package com.suanpan.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rules that are kept by reading the source, because the compiled classes do not show what they are
/// about. Each answers what is wrong with one file; empty if nothing.
final class SourceRules {

    private static final int MOST_LINES = 300;
    private static final int MOST_LINES_OF_A_METHOD = 40;

    /// Rooms whose scores, statistics and limits on load may be floating; none of them handles amounts.
    private static final Set<String> MAY_FLOAT = Set.of("risk", "route", "gateway");

    private static final Pattern FLOATING =
            Pattern.compile(
                    "\\b(double|float|Double|Float|BigDecimal)\\b|\\b[0-9]+\\.[0-9]+[dDfF]?\\b");
    private static final Pattern SQL =
            Pattern.compile(
                    "\"\\s*(select|insert into|update|delete from|with [a-z_]+ as)\\s",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile(
                    "(?m)^public (?:(?:final|sealed|abstract|non-sealed) )*(class|record|interface|enum) ");
    private static final Pattern CLOCKLESS =
            Pattern.compile(
                    "\\b(Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime)\\.now\\("
                            + "|System\\.currentTimeMillis\\(|new Date\\(");
    private static final Pattern DEFAULT =
            Pattern.compile("\\bdefault\\s*(->|:)|\\bcase _\\s*->|\\bcase var [a-z]+\\s*->");

    /// Cases of types that are not ours to close: texts, numbers, and the JDK's open hierarchies.
    private static final Pattern OPEN =
            Pattern.compile("case (\"|'|-?[0-9]|[A-Za-z0-9]*Exception |Inet4Address )");

    private static final Pattern BANNED_NAME =
            Pattern.compile(
                    ".*(Util|Utils|Helper|Manager|Impl|Base|Common|DTO|Dto|VO|BO|Processor)");
    private static final Pattern STATE =
            Pattern.compile("(?m)^(?:public )?enum ([A-Za-z]+(?:Stage|Status))\\b");
    private static final Pattern RESULT =
            Pattern.compile(
                    "(?m)^public ([a-z -]*?)(class|record|interface|enum) ([A-Za-z]+(?:Result|Outcome|Answer))\\b");
    private static final Pattern BY_NAME = Pattern.compile("Class\\.forName\\(|getBean\\(\"");

    private SourceRules() {}

    /// M1: no floating point and no `BigDecimal` where money may be, in locals and literals too.
    static List<String> money(Source source) {
        if (source.room().equals("money") || MAY_FLOAT.contains(source.room())) {
            return source.room().equals("money")
                    ? found(
                            source,
                            Pattern.compile("\\b(double|float|Double|Float)\\b"),
                            "floating point")
                    : found(source, Pattern.compile("\\bBigDecimal\\b"), "BigDecimal");
        }
        return found(withoutTexts(source), FLOATING, "floating point or BigDecimal");
    }

    /// SQL lives in package-private row classes.
    static List<String> sql(Source source) {
        boolean isPublic = PUBLIC_TYPE.matcher(source.code()).find();
        return isPublic ? found(source, SQL, "SQL in a public type") : List.of();
    }

    /// Time comes from the injected `Clock`.
    static List<String> time(Source source) {
        return found(source, CLOCKLESS, "time not from a Clock");
    }

    /// A switch over our own types has no `default`: a new case must break the build.
    static List<String> switches(Source source) {
        List<String> wrong = new ArrayList<>();
        Matcher matcher = DEFAULT.matcher(source.code());
        while (matcher.find()) {
            int from = source.code().lastIndexOf("switch (", matcher.start());
            String cases = from < 0 ? "" : source.code().substring(from, matcher.start());
            boolean open = OPEN.matcher(cases).find();
            if (from >= 0 && !open) {
                wrong.add(source.path() + ": a default over a closed type");
            }
        }
        return wrong;
    }

    /// A state of ours is an enum with one table of moves; a provider's is what it says it is.
    static List<String> states(Source source) {
        Matcher matcher = STATE.matcher(source.code());
        boolean theirs = source.path().matches("channel/[a-z]+/.*");
        if (theirs || !matcher.find() || matcher.group(1).equals("Status")) {
            return List.of();
        }
        return source.code().contains(" next() {")
                ? List.of()
                : List.of(source.path() + ": a state enum without a table of moves, next()");
    }

    /// What a door or a handler answers is sealed.
    static List<String> results(Source source) {
        Matcher matcher = RESULT.matcher(source.code());
        return matcher.find() && !matcher.group(1).contains("sealed")
                ? List.of(source.path() + ": a result that is not sealed")
                : List.of();
    }

    /// Names that say nothing.
    static List<String> names(Source source) {
        return BANNED_NAME.matcher(source.type()).matches()
                ? List.of(source.path() + ": a banned ending")
                : List.of();
    }

    /// Nothing by name at a distance.
    static List<String> distance(Source source) {
        return found(source, BY_NAME, "found by name");
    }

    /// Nobody names a channel but itself.
    static List<String> channels(Source source, Set<String> channels) {
        List<String> wrong = new ArrayList<>();
        for (String channel : new TreeSet<>(channels)) {
            if (!source.path().startsWith("channel/" + channel + "/")
                    && source.code().toLowerCase(Locale.ROOT).contains(channel)) {
                wrong.add(source.path() + ": names the channel " + channel);
            }
        }
        return wrong;
    }

    /// Files and methods that a reader can hold in mind.
    static List<String> sizes(Source source) {
        List<String> wrong = new ArrayList<>();
        String[] lines = source.text().split("\n", -1);
        if (lines.length - 1 > MOST_LINES) {
            wrong.add(source.path() + ": " + (lines.length - 1) + " lines");
        }
        int began = -1;
        for (int i = 0; i < lines.length; i++) {
            if (began < 0
                    && lines[i].matches(" {4}(?![A-Z_]+\\()[^ /@*}].*\\(.*")
                    && !lines[i].contains(" = ")) {
                began = i;
            }
            if (began >= 0 && (lines[i].equals("    }") || lines[i].matches(" {4}\\S.*;"))) {
                if (i - began + 1 > MOST_LINES_OF_A_METHOD) {
                    wrong.add(
                            source.path() + ":" + (began + 1) + " a method of " + (i - began + 1));
                }
                began = -1;
            }
        }
        return wrong;
    }

    private static List<String> found(Source source, Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(source.code());
        List<String> wrong = new ArrayList<>();
        while (matcher.find()) {
            wrong.add(source.path() + ": " + what + ": " + matcher.group().strip());
        }
        return wrong;
    }

    private static Source withoutTexts(Source source) {
        String code =
                source.code()
                        .replaceAll("(?s)\"\"\".*?\"\"\"", "\"\"")
                        .replaceAll("\"(?:[^\"\\\\\n]|\\\\.)*\"", "\"\"");
        return new Source(source.path(), source.text(), code);
    }
}
