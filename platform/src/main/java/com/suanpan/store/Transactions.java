package com.suanpan.store;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Transactions (事务) whose end is known even when COMMIT's answer is lost.
///
/// Each writes a token first. When the answer to COMMIT does not come, the same token is inserted
/// again: the unique key waits for the lost transaction to end, so that a refused insert proves that
/// it committed and a done insert proves that it never will.
public final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration ASKING = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final DataSourceTransactionManager manager;
    private final CommitTokens tokens;
    private final JdbcTemplate connection;
    private final MeterRegistry meters;

    public Transactions(
            DataSourceTransactionManager manager,
            JdbcClient jdbc,
            Clock clock,
            MeterRegistry meters) {
        this.manager = manager;
        this.tokens = new CommitTokens(jdbc, clock);
        this.connection = new JdbcTemplate(Objects.requireNonNull(manager.getDataSource()));
        this.meters = meters;
    }

    /// Without meters.
    public Transactions(DataSourceTransactionManager manager, JdbcClient jdbc, Clock clock) {
        this(manager, jdbc, clock, new CompositeMeterRegistry());
    }

    MeterRegistry meters() {
        return meters;
    }

    /// How did the transaction end?
    public sealed interface Ended<R> {

        record Committed<R>(R result) implements Ended<R> {}

        /// Nothing was written.
        record RolledBack<R>(RuntimeException why) implements Ended<R> {}

        /// The database could not be reached; nothing was written.
        record Unavailable<R>(Refusal refusal) implements Ended<R> {}

        record Unknown<R>(OutcomeUnknown why) implements Ended<R> {}
    }

    /// A COMMIT that never reached the database: proven, so the work may run again.
    private static final class CommitLost extends RuntimeException {

        CommitLost(RuntimeException cause) {
            super("a commit never reached the database", cause);
        }
    }

    /// Runs the work in one transaction of this lane, on a connection kept for batches.
    public <R> Ended<R> run(int lane, Supplier<R> work) {
        return TwoPools.inBatch(() -> ended(lane, work));
    }

    private <R> Ended<R> ended(int lane, Supplier<R> work) {
        UUID token = UUID.randomUUID();
        TransactionStatus status;
        try {
            status = manager.getTransaction(new DefaultTransactionDefinition());
        } catch (RuntimeException e) {
            return new Ended.Unavailable<>(busy(e));
        }
        R result;
        try {
            result =
                    InBatch.run(
                            connection,
                            () -> {
                                tokens.note(lane, token);
                                return work.get();
                            });
        } catch (RuntimeException e) {
            return rolledBack(status, e);
        } catch (Error e) {
            return rolledBack(status, new IllegalStateException("an error in a batch", e));
        }
        try {
            manager.commit(status);
            return new Ended.Committed<>(result);
        } catch (RuntimeException e) {
            return fate(lane, token, result, e);
        }
    }

    /// Runs something once the surrounding transaction has committed, on the committing thread; it
    /// must be quick and must not throw. After a COMMIT whose answer was lost it does not run.
    public static void afterCommit(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        then.run();
                    }
                });
    }

    /// Whether a failure came only from somebody else's being first or in the way.
    static boolean isRace(RuntimeException e) {
        return e instanceof GuardMissed
                || e instanceof CommitLost
                || e instanceof DuplicateKeyException
                || e instanceof PessimisticLockingFailureException
                || isLockTimeout(e);
    }

    /// Whether somebody held a row for as long as we wait for a lock. The framework has no name for the
    /// state that PostgreSQL gives it.
    static boolean isLockTimeout(RuntimeException e) {
        for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private <R> Ended<R> rolledBack(TransactionStatus status, RuntimeException why) {
        try {
            manager.rollback(status);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
        return isConnectionLost(why)
                ? new Ended.Unavailable<>(busy(why))
                : new Ended.RolledBack<>(why);
    }

    private <R> Ended<R> fate(int lane, UUID token, R result, RuntimeException lost) {
        long until = System.nanoTime() + ASKING.toNanos();
        do {
            try {
                return tokens.write(lane, token) == 0
                        ? new Ended.Committed<>(result)
                        : new Ended.RolledBack<>(new CommitLost(lost));
            } catch (RuntimeException e) {
                lost.addSuppressed(e);
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        } while (System.nanoTime() < until);
        return new Ended.Unknown<>(new OutcomeUnknown(lost));
    }

    private static Refusal busy(RuntimeException cause) {
        LOG.warn("the database is not there: {}", cause.toString());
        return new Refusal(Problem.SYSTEM_BUSY);
    }

    private static boolean isConnectionLost(RuntimeException e) {
        for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLTransientConnectionException) {
                return true;
            }
            if (t instanceof SQLException sql && isConnectionState(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /// Class 08 is a connection's exception, 57P an administrator's shutdown, 53 lacking resources,
    /// 25P03 a transaction that the server ended because we were silent in it.
    private static boolean isConnectionState(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("53")
                        || state.equals("25P03"));
    }
}
