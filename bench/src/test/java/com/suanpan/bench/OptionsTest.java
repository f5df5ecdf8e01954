package com.suanpan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void nothing_typed_is_the_usual_place() {
        Options options = Options.of();

        assertThat(options.addresses()).isEqualTo(new Addresses(8080, 8081, 9090));
        assertThat(options.data()).isAbsolute().endsWithRaw(Path.of("data", "demo"));
        assertThat(options.once()).isFalse();
    }

    @Test
    void options_are_taken_in_both_forms_and_keys_go_to_the_platform() {
        Options options =
                Options.of(
                        "--once",
                        "--data=/tmp/here",
                        "--api-port",
                        "1",
                        "--callback-port=2",
                        "--sandbox-port",
                        "3",
                        "--suanpan.lanes=4");

        assertThat(options)
                .isEqualTo(
                        new Options(
                                Path.of("/tmp/here"),
                                true,
                                new Addresses(1, 2, 3),
                                List.of("suanpan.lanes=4")));
    }

    @Test
    void anything_else_is_told_the_usage() {
        for (String word : new String[] {"--twice", "once", "--data", "--api-port=x"}) {
            assertThatExceptionOfType(Halt.class)
                    .as(word)
                    .isThrownBy(() -> Options.of(word))
                    .withMessageContaining("usage: ./suanpan demo");
        }
    }
}
