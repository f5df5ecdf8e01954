package com.suanpan.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How many calls that prove nothing one source address may make, on this server and at all its doors
/// together: a token bucket (令牌桶) a source, from which only such calls take: a forged callback, an
/// unknown merchant, a payer's page that is none. A provider whose callbacks verify never pays; who
/// has none left is turned away before any work is done. Calls already under way when the last token
/// goes are still worked off.
///
/// IPv6 sources count by their /64, for one customer has all of it. Behind a proxy that is not named in
/// `suanpan.trusted-proxies` all callers are one source.
@Component
public final class Strangers {

    private static final int REMEMBERED = 20_000;
    private static final int HALF_OF_IPV6 = 8;

    private final Cache<InetAddress, Bucket> buckets;
    private final int atOnce;
    private final int aMinute;

    Strangers(
            @Value("${suanpan.strangers.at-once:60}") int atOnce,
            @Value("${suanpan.strangers.a-minute:60}") int aMinute) {
        this.atOnce = atOnce;
        this.aMinute = aMinute;
        // A bucket left alone for so long is full again, and a full one need not be remembered.
        Duration full = Duration.ofMinutes(1 + atOnce / aMinute);
        this.buckets =
                Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(full).build();
    }

    public boolean mayTry(InetAddress source) {
        Bucket bucket = buckets.getIfPresent(network(source));
        return bucket == null || bucket.getAvailableTokens() > 0;
    }

    /// Its call proved nothing.
    public void failed(InetAddress source) {
        buckets.get(network(source), _ -> full()).tryConsume(1);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(atOnce).refillGreedy(aMinute, Duration.ofMinutes(1)))
                .build();
    }

    private static InetAddress network(InetAddress source) {
        if (!(source instanceof Inet6Address)) {
            return source;
        }
        byte[] bytes = source.getAddress();
        Arrays.fill(bytes, HALF_OF_IPV6, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
