package com.suanpan.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

    private static final Counters BEFORE =
            Counters.read(
                    """
                    # HELP suanpan_batch_items Items in a batch
                    # TYPE suanpan_batch_items summary
                    suanpan_batch_items_count{batch="payment"} 10
                    suanpan_batch_items_sum{batch="payment"} 100.0
                    suanpan_config_reads_seconds_count{from="memory",of="merchant"} 90
                    suanpan_config_reads_seconds_count{from="database",of="merchant"} 10
                    suanpan_config_reads_seconds_sum{from="memory",of="merchant"} 1.0E-4
                    """);

    private static final Counters AFTER =
            Counters.read(
                    """
                    suanpan_batch_items_count{batch="payment"} 20
                    suanpan_batch_items_sum{batch="payment"} 600.0
                    suanpan_batch_items_sum{batch="nonce"} 9999
                    suanpan_config_reads_seconds_count{from="memory",of="merchant"} 180
                    suanpan_config_reads_seconds_count{from="memory",of="channel"} 9
                    suanpan_config_reads_seconds_count{from="database",of="merchant"} 11
                    suanpan_config_reads_seconds_sum{from="memory",of="merchant"} 3.0E-4
                    """);

    @Test
    void figures_are_of_what_grew_between() {
        assertThat(AFTER.batchMean(BEFORE, "payment")).isEqualTo(50.0);
        assertThat(AFTER.configFromCache(BEFORE)).isEqualTo(0.99);
        assertThat(AFTER.configReadMicros(BEFORE)).isBetween(1.99, 2.01);
    }

    @Test
    void a_platform_without_counters_has_no_figures() {
        assertThat(Counters.NONE.batchMean(Counters.NONE, "payment")).isNull();
        assertThat(Counters.NONE.configFromCache(Counters.NONE)).isNull();
        assertThat(AFTER.batchMean(AFTER, "payment")).isNull();
    }
}
