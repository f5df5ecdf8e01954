package com.suanpan.store;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits (批量提交) what many callers hand in at once: callers park, one worker a lane takes what has
/// gathered, and runs one transaction for all of it. An idle lane begins at once; a busy one keeps its
/// pace, so that more share a commit.
///
/// Each caller gets an outcome of its own, in the order of arrival within a lane. A batch that fails is
/// split, so that a bad item harms no other. The queue is bounded: what does not fit, or has waited too
/// long to be begun, is refused `SYSTEM_BUSY` before anything is written; its caller does not wait
/// longer for a worker whose database is silent, and an item that was rolled back is not begun again
/// after twice its patience.
public final class Batcher<T, R> implements AutoCloseable {

    /// What a room does with a batch inside its transaction: lock every row it may change (tables in
    /// one fixed order, keys ascending), decide item by item without SQL, write with statements whose
    /// guards must hit exactly the winners' rows (else throw `GuardMissed`). It answers one result an
    /// item, in the same order, and may run again on the same items.
    @FunctionalInterface
    public interface Work<T, R> {

        List<R> commit(int lane, List<T> items);
    }

    /// The bounds of a batcher.
    ///
    /// @param queued items that may wait in a lane
    /// @param batch items in one transaction at most
    /// @param patience the longest that an item waits to be begun
    /// @param pace from the beginning of a lane's batch to the next one's at least, unless it is full
    public record Bounds(int queued, int batch, Duration patience, Duration pace) {

        public static final Bounds USUAL =
                new Bounds(4_000, 200, Duration.ofSeconds(5), Duration.ofMillis(5));

        /// For facts that nobody waits for: fewer commits, a little later.
        public static final Bounds UNHURRIED =
                new Bounds(4_000, 200, Duration.ofSeconds(5), Duration.ofMillis(30));
    }

    private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /// Nobody parks for ever, whatever became of the worker; an item that was begun may be done.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String name;
    private final Bounds bounds;
    private final Clock clock;
    private final BatchRunner<T, R> runner;
    private final BatchMeters meters;
    private final List<BlockingQueue<Waiting<T, R>>> queues = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean open = true;

    public Batcher(
            String name,
            int lanes,
            Bounds bounds,
            Clock clock,
            Transactions transactions,
            Work<T, R> work) {
        this.name = name;
        this.bounds = bounds;
        this.clock = clock;
        this.runner = new BatchRunner<>(name, transactions, work, this::isTooLate, this::busy);
        this.meters = new BatchMeters(transactions.meters(), this, name);
        for (int lane = 0; lane < lanes; lane++) {
            BlockingQueue<Waiting<T, R>> queue = new ArrayBlockingQueue<>(bounds.queued());
            queues.add(queue);
            int mine = lane;
            workers.add(
                    Thread.ofPlatform()
                            .name("batch-" + name + "-" + lane)
                            .daemon()
                            .start(() -> serve(mine, queue)));
        }
    }

    /// Hands an item in and parks until its transaction is over. Throws `Refusal(SYSTEM_BUSY)` where
    /// nothing was written, and whatever the item's own failure was; `OutcomeUnknown` if the database
    /// could not be asked whether it committed.
    public R submit(int lane, T item) {
        HeldConnections.requireNone("a batched commit (" + name + ")");
        Waiting<T, R> waiting = enqueue(lane, item);
        try {
            return ended(waiting.outcome, bounds.patience());
        } catch (TimeoutException _) {
            if (waiting.isMine()) {
                throw busy();
            }
        }
        try {
            return ended(waiting.outcome, LONGEST);
        } catch (TimeoutException late) {
            throw new OutcomeUnknown(late);
        }
    }

    /// A plain park with an end: a time-out scheduled for each item would wake a thread for each.
    private static <R> R ended(CompletableFuture<R> outcome, Duration within)
            throws TimeoutException {
        long until = System.nanoTime() + within.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException("a batch", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// How many items wait in all lanes.
    public int waiting() {
        return queues.stream().mapToInt(BlockingQueue::size).sum();
    }

    /// Whether every lane has its worker.
    public boolean works() {
        return workers.stream().allMatch(Thread::isAlive);
    }

    private Waiting<T, R> enqueue(int lane, T item) {
        Waiting<T, R> waiting = new Waiting<>(item, clock.millis() + bounds.patience().toMillis());
        if (!open || !queues.get(lane).offer(waiting)) {
            throw busy();
        }
        if (!open && queues.get(lane).remove(waiting)) {
            throw busy();
        }
        return waiting;
    }

    private Refusal busy() {
        meters.refused();
        return new Refusal(Problem.SYSTEM_BUSY);
    }

    private void serve(int lane, BlockingQueue<Waiting<T, R>> queue) {
        List<Waiting<T, R>> taken = new ArrayList<>(bounds.batch());
        long began = System.nanoTime() - bounds.pace().toNanos();
        while (open || !queue.isEmpty()) {
            taken.clear();
            try {
                Waiting<T, R> first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                taken.add(first);
            } catch (InterruptedException e) {
                open = false;
                continue;
            }
            gather(queue, taken, began + bounds.pace().toNanos());
            began = System.nanoTime();
            run(lane, taken);
        }
        queue.drainTo(taken);
        taken.forEach(w -> w.outcome.completeExceptionally(new Refusal(Problem.SYSTEM_BUSY)));
    }

    private void gather(
            BlockingQueue<Waiting<T, R>> queue, List<Waiting<T, R>> taken, long notBefore) {
        queue.drainTo(taken, bounds.batch() - taken.size());
        long early = notBefore - System.nanoTime();
        if (early > 0 && taken.size() < bounds.batch() && open) {
            LockSupport.parkNanos(early);
            queue.drainTo(taken, bounds.batch() - taken.size());
        }
    }

    /// A worker outlives whatever a batch throws.
    private void run(int lane, List<Waiting<T, R>> taken) {
        try {
            List<Waiting<T, R>> begun = begun(taken);
            if (!begun.isEmpty()) {
                long began = System.nanoTime();
                runner.run(lane, begun);
                meters.ran(begun.size(), began);
            }
        } catch (Throwable e) {
            LOG.error("{}: a batch broke off", name, e);
            taken.forEach(w -> w.outcome.completeExceptionally(new OutcomeUnknown(e)));
        }
    }

    private List<Waiting<T, R>> begun(List<Waiting<T, R>> taken) {
        long now = clock.millis();
        List<Waiting<T, R>> begun = new ArrayList<>(taken.size());
        for (Waiting<T, R> waiting : taken) {
            if (!waiting.isMine()) {
                continue;
            }
            if (waiting.notAfter < now) {
                waiting.outcome.completeExceptionally(busy());
            } else {
                begun.add(waiting);
            }
        }
        return begun;
    }

    /// Whether an item that was rolled back is to be refused rather than begun again.
    private boolean isTooLate(Waiting<T, R> waiting) {
        return waiting.notAfter + bounds.patience().toMillis() < clock.millis();
    }

    /// Takes no more, finishes what waits, and ends the workers.
    @Override
    public void close() {
        open = false;
        for (Thread worker : workers) {
            try {
                if (!worker.join(CLOSING)) {
                    worker.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// An item and the caller that waits for it.
    static final class Waiting<T, R> {

        final T item;
        final CompletableFuture<R> outcome = new CompletableFuture<>();
        private final long notAfter;
        private final AtomicBoolean taken = new AtomicBoolean();

        Waiting(T item, long notAfter) {
            this.item = item;
            this.notAfter = notAfter;
        }

        /// True for one alone, the worker who begins it or the caller who gives it up.
        boolean isMine() {
            return taken.compareAndSet(false, true);
        }
    }
}
