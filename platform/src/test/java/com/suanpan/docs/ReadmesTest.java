package com.suanpan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages that stand in two languages.
class ReadmesTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```[a-z]+\n(.*?)```");
    private static final Pattern COMMENT = Pattern.compile("(?m) {2,}(#|//) .*$");

    @ParameterizedTest
    @ValueSource(strings = {"README", "client/README"})
    void what_a_reader_types_is_the_same_in_both(String page) throws IOException {
        List<String> english = typed(page + ".md");

        assertThat(english).hasSizeGreaterThan(2);
        assertThat(typed(page + ".zh-CN.md")).isEqualTo(english);
    }

    private static List<String> typed(String page) throws IOException {
        String text = Files.readString(Path.of("..").resolve(page));
        return BLOCK.matcher(text)
                .results()
                .map(block -> COMMENT.matcher(block.group(1)).replaceAll(""))
                .toList();
    }
}
