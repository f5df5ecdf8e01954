package com.suanpan.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Masking by name: the values of these fields, in JSON (also JSON as text inside JSON) or in a form,
/// keep four characters at most.
public final class MaskedFields implements ChannelLine.Masking {

    private static final int KEPT = 4;

    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    private final Pattern field;
    private final List<String> words;

    /// @param names of the fields, as words or as patterns
    public MaskedFields(String... names) {
        this.words =
                Stream.of(names).allMatch(n -> WORD.matcher(n).matches())
                        ? List.of(names)
                        : List.of("");
        String anyOf = "(?:" + String.join("|", names) + ")";
        String json = "(\"" + anyOf + "\"\\s*:\\s*\")((?:[^\"\\\\]++|\\\\.)*+)";
        String jsonInside = "(\\\\\"" + anyOf + "\\\\\":\\\\\")([^\"\\\\]*)";
        String form = "((?:^|[&?])" + anyOf + "=)([^&]*)";
        this.field = Pattern.compile(json + "|" + jsonInside + "|" + form);
    }

    @Override
    public String keep(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        // to find none of the names is far cheaper than to find that the pattern does not match
        if (words.stream().noneMatch(text::contains)) {
            return text;
        }
        return field.matcher(text).replaceAll(hit -> Matcher.quoteReplacement(masked(hit)));
    }

    /// A hit has a name and a value in the two groups of the one form that matched.
    private static String masked(MatchResult hit) {
        int name = 1;
        while (hit.group(name) == null) {
            name += 2;
        }
        return hit.group(name) + shortened(hit.group(name + 1));
    }

    private static String shortened(String value) {
        int kept = Math.min(KEPT, value.length() / 2);
        return value.substring(0, kept) + "***";
    }
}
