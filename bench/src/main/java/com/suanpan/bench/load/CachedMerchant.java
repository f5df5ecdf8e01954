package com.suanpan.bench.load;

import com.suanpan.Suanpan;
import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// Reading a merchant that the server has in memory, in the platform as it is, with its PostgreSQL.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CachedMerchant {

    private final Path data;
    private final ConfigurableApplicationContext context;
    private final Merchants merchants;
    private final String merchantId;

    public CachedMerchant() {
        try {
            data = Files.createTempDirectory("suanpan-jmh-");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        context =
                new SpringApplicationBuilder(Suanpan.class)
                        .web(WebApplicationType.NONE)
                        .lazyInitialization(true)
                        .properties("suanpan.jobs=false", "logging.level.root=warn")
                        .run("--suanpan.data=" + data);
        merchants = context.getBean(Merchants.class);
        merchantId = merchants.add(NewMerchant.named("Cached")).merchantId();
    }

    @Setup
    public void read() {
        if (merchants.find(merchantId).isEmpty()) {
            throw new IllegalStateException("the merchant is not there");
        }
    }

    @Benchmark
    public Optional<Merchant> cachedMerchant() {
        return merchants.find(merchantId);
    }

    @TearDown
    public void close() throws IOException {
        context.close();
        FileSystemUtils.deleteRecursively(data);
    }
}
