package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class StrangersTest {

    private final Strangers strangers = new Strangers(3, 1);

    @Test
    void a_source_that_proves_nothing_may_do_so_a_few_times() {
        InetAddress source = InetAddress.ofLiteral("203.0.113.7");
        for (int i = 0; i < 3; i++) {
            assertThat(strangers.mayTry(source)).isTrue();
            strangers.failed(source);
        }
        assertThat(strangers.mayTry(source)).isFalse();
        assertThat(strangers.mayTry(InetAddress.ofLiteral("203.0.113.8"))).isTrue();
    }

    @Test
    void trying_costs_nothing() {
        InetAddress source = InetAddress.ofLiteral("203.0.113.9");
        for (int i = 0; i < 100; i++) {
            assertThat(strangers.mayTry(source)).isTrue();
        }
    }

    @Test
    void all_addresses_of_one_ipv6_customer_are_one_source() {
        for (int i = 1; i <= 3; i++) {
            strangers.failed(InetAddress.ofLiteral("2001:db8:1:2::" + i));
        }
        assertThat(strangers.mayTry(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"))).isFalse();
        assertThat(strangers.mayTry(InetAddress.ofLiteral("2001:db8:1:3::1"))).isTrue();
    }
}
