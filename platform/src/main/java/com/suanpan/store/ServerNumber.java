package com.suanpan.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// This server's number (0–999), a part of every business number that it makes. It is leased for 60
/// seconds and renewed every 10. The free number that was used least recently is taken, so a server
/// that starts again within the second gets another one and can never repeat a number that it made
/// before. We stop vouching 10 seconds before the lease ends: others may judge it by a clock that is
/// up to 2 seconds from ours.
final class ServerNumber implements IntSupplier, AutoCloseable {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private static final String TAKE =
            """
            update server_number set leased_until = :until, leased_by = :me
            where server_no = (
                select server_no from server_number where leased_until < :now
                order by leased_until, server_no limit 1 for update skip locked)
            returning server_no
            """;

    private static final String RENEW =
            """
            update server_number set leased_until = greatest(leased_until, :until)
            where server_no = :serverNo and leased_by = :me
            """;

    private static final String GIVE_BACK =
            """
            update server_number set leased_until = :now where server_no = :serverNo and leased_by = :me
            """;

    private static final Logger LOG = LoggerFactory.getLogger(ServerNumber.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String me = UUID.randomUUID().toString();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("server-number").daemon().factory());
    private volatile Lease lease;

    private record Lease(int serverNo, Instant vouchedUntil) {}

    ServerNumber(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lease = take();
        long every = RENEWAL.toMillis();
        var _ = timer.scheduleWithFixedDelay(this::keep, every, every, TimeUnit.MILLISECONDS);
    }

    /// The number; throws once it can no longer be vouched for, because another server may have it.
    @Override
    public int getAsInt() {
        Lease mine = lease;
        if (!clock.instant().isBefore(mine.vouchedUntil())) {
            throw new IllegalStateException(
                    "server number " + mine.serverNo() + " was not renewed in time");
        }
        return mine.serverNo();
    }

    /// Renews the lease, or takes another number if somebody else has ours by now.
    void keep() {
        try {
            int serverNo = lease.serverNo();
            Instant now = clock.instant();
            int renewed =
                    jdbc.sql(RENEW)
                            .param("until", utc(now.plus(LEASE)))
                            .param("serverNo", serverNo)
                            .param("me", me)
                            .update();
            lease = renewed == 1 ? leased(serverNo, now) : take();
        } catch (RuntimeException e) {
            LOG.warn("server number not renewed; trying again in {}", RENEWAL, e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            jdbc.sql(GIVE_BACK)
                    .param("now", utc(clock.instant()))
                    .param("serverNo", lease.serverNo())
                    .param("me", me)
                    .update();
        } catch (RuntimeException e) {
            LOG.debug("server number not given back; its lease ends by itself", e);
        }
    }

    private Lease take() {
        Instant now = clock.instant();
        Optional<Integer> serverNo =
                jdbc.sql(TAKE)
                        .param("until", utc(now.plus(LEASE)))
                        .param("now", utc(now))
                        .param("me", me)
                        .query(Integer.class)
                        .optional();
        return leased(
                serverNo.orElseThrow(
                        () -> new StartRefused("1000 servers run on this database already.")),
                now);
    }

    private static Lease leased(int serverNo, Instant now) {
        return new Lease(serverNo, now.plus(LEASE).minus(MARGIN));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
