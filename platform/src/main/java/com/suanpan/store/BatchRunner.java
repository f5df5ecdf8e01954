package com.suanpan.store;

import com.suanpan.problem.Refusal;
import com.suanpan.store.Batcher.Waiting;
import com.suanpan.store.Transactions.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs batches: whole if it can, in halves where one fails, an item alone at last.
final class BatchRunner<T, R> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);
    private static final int TRIES_ALONE = 5;

    private final String name;
    private final Transactions transactions;
    private final Batcher.Work<T, R> work;
    private final Predicate<Waiting<T, R>> isTooLate;
    private final Supplier<Refusal> busy;

    BatchRunner(
            String name,
            Transactions transactions,
            Batcher.Work<T, R> work,
            Predicate<Waiting<T, R>> isTooLate,
            Supplier<Refusal> busy) {
        this.name = name;
        this.transactions = transactions;
        this.work = work;
        this.isTooLate = isTooLate;
        this.busy = busy;
    }

    void run(int lane, List<Waiting<T, R>> batch) {
        List<T> items = batch.stream().map(w -> w.item).toList();
        switch (transactions.run(lane, () -> answered(lane, items))) {
            case Ended.Committed<List<R>>(var results) -> complete(batch, results);
            case Ended.RolledBack<List<R>>(var why) -> afterRollback(lane, batch, why);
            case Ended.Unavailable<List<R>>(var refusal) -> fail(batch, refusal);
            case Ended.Unknown<List<R>>(var unknown) -> fail(batch, unknown);
        }
    }

    private List<R> answered(int lane, List<T> items) {
        List<R> results = work.commit(lane, items);
        if (results.size() != items.size()) {
            throw new IllegalStateException(
                    name + ": " + results.size() + " results for " + items.size() + " items");
        }
        return results;
    }

    private void afterRollback(int lane, List<Waiting<T, R>> batch, RuntimeException why) {
        if (batch.size() > 1) {
            LOG.debug("{}: a batch of {} is split: {}", name, batch.size(), why.toString());
            int half = batch.size() / 2;
            again(lane, new ArrayList<>(batch.subList(0, half)));
            again(lane, new ArrayList<>(batch.subList(half, batch.size())));
            return;
        }
        alone(lane, batch, why);
    }

    private void again(int lane, List<Waiting<T, R>> part) {
        if (part.stream().anyMatch(isTooLate)) {
            LOG.warn("{}: {} items are rolled back and not begun again", name, part.size());
            fail(part, busy.get());
        } else {
            run(lane, part);
        }
    }

    /// A single item is run again where the failure was only a race.
    private void alone(int lane, List<Waiting<T, R>> batch, RuntimeException first) {
        RuntimeException why = first;
        for (int i = 1; i < TRIES_ALONE && Transactions.isRace(why); i++) {
            if (Transactions.isLockTimeout(why) || isTooLate.test(batch.getFirst())) {
                fail(batch, busy.get());
                return;
            }
            List<T> items = List.of(batch.getFirst().item);
            switch (transactions.run(lane, () -> answered(lane, items))) {
                case Ended.Committed<List<R>>(var results) -> {
                    complete(batch, results);
                    return;
                }
                case Ended.RolledBack<List<R>>(var again) -> why = again;
                case Ended.Unavailable<List<R>>(var refusal) -> {
                    fail(batch, refusal);
                    return;
                }
                case Ended.Unknown<List<R>>(var unknown) -> {
                    fail(batch, unknown);
                    return;
                }
            }
        }
        LOG.warn("{}: an item failed alone", name, why);
        fail(batch, why);
    }

    private static <T, R> void complete(List<Waiting<T, R>> batch, List<R> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome.complete(results.get(i));
        }
    }

    private static <T, R> void fail(List<Waiting<T, R>> batch, RuntimeException why) {
        batch.forEach(w -> w.outcome.completeExceptionally(why));
    }
}
