package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParsedTest {

    private final AtomicInteger times = new AtomicInteger();
    private final Parsed<String> parsed =
            new Parsed<>(account -> {
                times.incrementAndGet();
                return account.need("key");
            });

    @Test
    void settings_are_parsed_once_a_generation() {
        assertThat(parsed.of(account("a", 1, "old"))).isEqualTo("old");
        assertThat(parsed.of(account("a", 1, "old"))).isEqualTo("old");
        assertThat(parsed.of(account("a", 2, "new"))).isEqualTo("new");
        assertThat(parsed.of(account("b", 1, "other"))).isEqualTo("other");
        assertThat(times).hasValue(3);
    }

    @Test
    void who_still_holds_an_older_generation_does_not_bring_it_back() {
        parsed.of(account("a", 2, "new"));
        assertThat(parsed.of(account("a", 1, "old"))).isEqualTo("old");
        parsed.of(account("a", 2, "new"));
        assertThat(times).hasValue(2);
    }

    @Test
    void a_broken_account_throws_each_time_and_harms_no_other() {
        ChannelAccount broken = Samples.account("X", "broken", 1, Map.of());

        assertThatThrownBy(() -> parsed.of(broken)).isInstanceOf(BrokenAccount.class);
        assertThatThrownBy(() -> parsed.of(broken)).isInstanceOf(BrokenAccount.class);
        assertThat(parsed.of(account("a", 1, "fine"))).isEqualTo("fine");
    }

    private static ChannelAccount account(String code, long generation, String key) {
        return Samples.account("X", code, generation, Map.of("key", key));
    }
}
