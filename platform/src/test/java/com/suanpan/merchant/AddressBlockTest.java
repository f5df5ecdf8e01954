package com.suanpan.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,      10.255.1.2,        true",
        "10.0.0.0/8,      11.0.0.1,          false",
        "10.1.2.3,        10.1.2.3,          true",
        "10.1.2.3,        10.1.2.4,          false",
        "10.1.2.128/25,   10.1.2.200,        true",
        "10.1.2.128/25,   10.1.2.127,        false",
        "0.0.0.0/0,       8.8.8.8,           true",
        "0.0.0.0/0,       2001:db8::1,       false",
        "10.0.0.0/8,      ::ffff:10.1.2.3,   true",
        "2001:db8::/32,   2001:db8:1::5,     true",
        "2001:db8::/32,   2001:db9::5,       false"
    })
    void a_block_contains_what_it_covers(String block, String address, boolean contained) {
        assertThat(AddressBlock.parse(block).contains(AddressBlock.address(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.1/16",
                "256.1.1.1",
                "a.b.c.d",
                "::1/129",
                "1.2.3.4/x"
            })
    void anything_else_is_no_block(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
