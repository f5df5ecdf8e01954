package com.suanpan.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void the_first_payment_on_the_page_is_one_that_compiles(String page) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/com/suanpan/client/FirstPayment.java"));
        String shown =
                source.substring(
                                source.indexOf("// begin\n") + "// begin\n".length(),
                                source.indexOf("        // end"))
                        .indent(-8);

        assertThat(Files.readString(Path.of(page))).contains("```java\n" + shown + "```");
    }
}
