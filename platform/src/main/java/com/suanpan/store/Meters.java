package com.suanpan.store;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where the rooms keep their meters (指标). Each room registers its own, once, under `suanpan.`, and
/// never labels one with a merchant or a number; `docs/operations.md` lists them.
@Configuration(proxyBeanMethods = false)
class Meters {

    private static final String OURS = "suanpan.";

    /// The bounds of every latency, few and the same, so that one dashboard fits all.
    private static final Duration[] BOUNDS =
            Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    @Bean
    @ConditionalOnWebApplication
    PrometheusMeterRegistry meterRegistry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new Latencies());
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        return registry;
    }

    @Bean
    @ConditionalOnWebApplication
    JvmGcMetrics garbageCollections(PrometheusMeterRegistry registry) {
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        return collections;
    }

    /// A command is over before anybody could ask.
    @Bean
    @ConditionalOnNotWebApplication
    MeterRegistry noMeters() {
        return new CompositeMeterRegistry();
    }

    /// Gives each of our timers a histogram, so that servers' percentiles can be summed.
    private static final class Latencies implements MeterFilter {

        @Override
        public DistributionStatisticConfig configure(
                Meter.Id id, DistributionStatisticConfig config) {
            if (id.getType() != Meter.Type.TIMER || !id.getName().startsWith(OURS)) {
                return config;
            }
            return DistributionStatisticConfig.builder()
                    .serviceLevelObjectives(
                            Stream.of(BOUNDS).mapToDouble(Duration::toNanos).toArray())
                    .build()
                    .merge(config);
        }
    }
}
