package com.suanpan.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Runs the recurring jobs of all rooms, each a row of `scheduled_tasks`. When the clock is set back, the
/// time at which each is due next would lie as far in the future, and db-scheduler itself would rest until
/// then; so all are due at once.
@Component
@ConditionalOnProperty(name = "suanpan.jobs", matchIfMissing = true)
final class RecurringJobs implements Vital, SmartLifecycle {

    private static final Duration POLLING = Duration.ofMillis(500);

    /// A server that was killed still holds its jobs; by default db-scheduler waits 20 minutes before
    /// another may run them. Four missed beats of 2 seconds are enough.
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final int MISSED_HEARTBEATS = 4;
    private static final int AT_ONCE = 10;
    private static final Duration SHUTDOWN = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(RecurringJobs.class);

    private static final Duration CLOCK_LOOK = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final List<RecurringTask<Void>> tasks;
    private final Clock clock;
    private volatile boolean running;

    RecurringJobs(List<RecurringJob> jobs, DataSource dataSource, Clock clock) {
        long names = jobs.stream().map(RecurringJob::name).distinct().count();
        if (names != jobs.size()) {
            throw new IllegalStateException("two jobs have one name: " + jobs);
        }
        this.tasks = jobs.stream().map(RecurringJobs::task).toList();
        this.clock = clock;
        this.scheduler =
                Scheduler.create(dataSource)
                        .startTasks(tasks)
                        .executorService(Executors.newVirtualThreadPerTaskExecutor())
                        .threads(AT_ONCE)
                        .clock(clock::instant)
                        .pollingInterval(POLLING)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .failureLogging(LogLevel.ERROR, true)
                        .shutdownMaxWait(SHUTDOWN)
                        .build();
    }

    private static RecurringTask<Void> task(RecurringJob job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> job.work().run());
    }

    @Override
    public void start() {
        running = true;
        scheduler.start();
        Thread.ofVirtual().name("jobs-clock").start(this::followTheClock);
    }

    private void followTheClock() {
        Instant latest = clock.instant();
        while (running) {
            LockSupport.parkNanos(CLOCK_LOOK.toNanos());
            Instant now = clock.instant();
            if (now.isBefore(latest)) {
                LOG.warn("the clock was set back from {} to {}: all jobs are due", latest, now);
                tasks.forEach(this::isDueNow);
                scheduler.triggerCheckForDueExecutions();
            }
            latest = now;
        }
    }

    private void isDueNow(RecurringTask<Void> task) {
        try {
            scheduler.reschedule(task.getDefaultTaskInstance(), clock.instant());
        } catch (TaskInstanceCurrentlyExecutingException e) {
            LOG.debug("{} runs, and is due next by the clock as it is", task.getName());
        } catch (RuntimeException e) {
            LOG.warn("{} may rest until its time comes again", task.getName(), e);
        }
    }

    @Override
    public void stop() {
        running = false;
        scheduler.stop();
    }

    @Override
    public void stop(Runnable then) {
        Endings.aside(this::stop, then);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Endings.PHASE;
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public boolean holds() {
        return running && scheduler.getSchedulerState().isStarted();
    }
}
