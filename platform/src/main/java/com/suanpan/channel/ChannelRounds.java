package com.suanpan.channel;

import com.suanpan.number.Lanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work with channels that is due again and again (巡检): takes it from a table lane by lane and does it
/// side by side. A slow channel holds up neither the next run nor the other channels.
public final class ChannelRounds<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelRounds.class);
    private static final Duration CLOSING = Duration.ofSeconds(12);
    private static final int MOST_UNDER_WAY = 400;
    private static final int MOST_TAKEN = 50;

    /// Each looks at the database once.
    private static final int MOST_LOOKS = 4;

    /// A channel account that hangs fills no more places than this and one claim, so that the others
    /// are served, and its own line keeps room for payments.
    private static final int MOST_OF_ONE_CHANNEL = 100;

    private final Lanes lanes;
    private final Claim<T> claim;
    private final Function<T, String> channelOf;
    private final Work<T> work;
    private final AtomicInteger runs = new AtomicInteger();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
    private final Semaphore looks = new Semaphore(MOST_LOOKS);
    private final ExecutorService doing = Executors.newVirtualThreadPerTaskExecutor();

    /// Takes what is due of a lane, of no busy channel account, and keeps others from it for a while.
    @FunctionalInterface
    public interface Claim<T> {

        List<T> claim(int lane, int most, Collection<String> busyChannels);
    }

    /// Does one piece of it. What it throws is its own to tell.
    @FunctionalInterface
    public interface Work<T> {

        void on(int lane, T item);
    }

    /// @param channelOf the channel account that an item's work calls
    public ChannelRounds(Lanes lanes, Claim<T> claim, Function<T, String> channelOf, Work<T> work) {
        this.lanes = lanes;
        this.claim = claim;
        this.channelOf = channelOf;
        this.work = work;
    }

    /// Begins what is due, and returns. Each run begins at another lane, so that none is always last.
    public List<Future<?>> run() {
        int first = Math.floorMod(runs.getAndIncrement(), lanes.count());
        List<Future<?>> begun = new ArrayList<>();
        for (int i = 0; i < lanes.count(); i++) {
            int lane = (first + i) % lanes.count();
            int more;
            do {
                List<Future<?>> these = begin(lane);
                begun.addAll(these);
                more = these.size();
            } while (more == MOST_TAKEN);
        }
        return begun;
    }

    /// Begins what is due in one lane, before the next run would; the caller does not wait. What is not
    /// begun is left to the next run.
    public void soon(int lane) {
        if (!looks.tryAcquire()) {
            return;
        }
        doing.execute(() -> {
            try {
                begin(lane);
            } catch (RuntimeException e) {
                LOG.warn("lane {} waits for the next run: {}", lane, e.toString());
            } finally {
                looks.release();
            }
        });
    }

    private List<Future<?>> begin(int lane) {
        int free = Math.min(MOST_TAKEN, places.availablePermits());
        if (free == 0) {
            return List.of();
        }
        List<String> busy =
                underWay.entrySet().stream()
                        .filter(e -> e.getValue() >= MOST_OF_ONE_CHANNEL)
                        .map(Map.Entry::getKey)
                        .toList();
        return claim.claim(lane, free, busy).stream()
                .<Future<?>>map(item -> begin(lane, item))
                .toList();
    }

    private Future<?> begin(int lane, T item) {
        places.acquireUninterruptibly();
        underWay.merge(channelOf.apply(item), 1, Integer::sum);
        return doing.submit(() -> {
            try {
                work.on(lane, item);
            } finally {
                underWay.computeIfPresent(channelOf.apply(item), (_, n) -> n == 1 ? null : n - 1);
                places.release();
            }
        });
    }

    /// Begins no more and waits for what is under way, no longer than one call may take; what is broken
    /// off is taken again when its lease ends.
    @Override
    public void close() {
        doing.shutdown();
        try {
            if (!doing.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                doing.shutdownNow();
            }
        } catch (InterruptedException _) {
            doing.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
