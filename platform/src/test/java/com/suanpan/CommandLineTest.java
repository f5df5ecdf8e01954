package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void nothing_typed_means_serve() {
        assertThat(CommandLine.of().command()).isEqualTo("serve");
    }

    @Test
    void settings_may_stand_anywhere_and_the_rest_belongs_to_the_command() {
        CommandLine line =
                CommandLine.of(
                        "merchant", "--data", "data/x", "add", "--name=A", "--suanpan.lanes=4");
        assertThat(line.command()).isEqualTo("merchant");
        assertThat(line.words()).containsExactly("add", "--name=A");
        assertThat(line.settings()).containsExactly("--suanpan.data=data/x", "--suanpan.lanes=4");
    }

    @Test
    void the_folder_may_be_given_in_one_word() {
        assertThat(CommandLine.of("serve", "--data=/x").settings())
                .containsExactly("--suanpan.data=/x");
    }
}
