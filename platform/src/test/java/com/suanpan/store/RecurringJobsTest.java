package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RecurringJobsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_job_comes_round_again_though_every_run_fails() throws Exception {
        CountDownLatch runs = new CountDownLatch(2);
        RecurringJob failing =
                new RecurringJob(
                        "failing",
                        Duration.ofMillis(100),
                        () -> {
                            runs.countDown();
                            throw new IllegalStateException("as a test wants it");
                        });
        runs(failing, runs);
    }

    @Test
    void a_job_that_a_killed_server_was_running_is_run_by_the_next_within_seconds()
            throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        RecurringJob job = new RecurringJob("orphaned", Duration.ofMillis(100), first::countDown);
        runs(job, first);
        DATABASE.jdbc()
                .sql(
                        """
                        update scheduled_tasks set picked = true, picked_by = 'dead',
                            last_heartbeat = now() - interval '9 seconds'
                        where task_name = 'orphaned'
                        """)
                .update();
        CountDownLatch again = new CountDownLatch(1);
        runs(new RecurringJob("orphaned", Duration.ofMillis(100), again::countDown), again);
    }

    @Test
    void work_is_done_while_no_connection_is_held() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        runs(
                new RecurringJob(
                        "calling",
                        Duration.ofMillis(100),
                        () -> {
                            HeldConnections.requireNone("a test");
                            done.countDown();
                        }),
                done);
    }

    @Test
    void jobs_go_on_though_the_clock_was_set_back_by_ten_minutes() throws Exception {
        SetBackClock clock = new SetBackClock();
        AtomicBoolean isSetBack = new AtomicBoolean();
        CountDownLatch before = new CountDownLatch(1);
        CountDownLatch after = new CountDownLatch(2);
        RecurringJob job =
                new RecurringJob(
                        "late",
                        Duration.ofMillis(100),
                        () -> {
                            before.countDown();
                            if (isSetBack.get()) {
                                after.countDown();
                            }
                        });
        RecurringJobs jobs = new RecurringJobs(List.of(job), DATABASE.dataSource(), clock);
        jobs.start();
        try {
            assertThat(before.await(20, TimeUnit.SECONDS)).isTrue();
            clock.back = Duration.ofMinutes(10);
            isSetBack.set(true);
            assertThat(after.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            jobs.stop();
        }
    }

    /// The system's clock, until it is set back.
    private static final class SetBackClock extends Clock {

        private volatile Duration back = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().minus(back);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void two_jobs_of_one_name_are_refused() {
        RecurringJob job = new RecurringJob("same", Duration.ofSeconds(1), () -> {});
        assertThatThrownBy(() -> jobs(List.of(job, job))).hasMessageContaining("one name");
    }

    private static void runs(RecurringJob job, CountDownLatch latch) throws InterruptedException {
        RecurringJobs jobs = jobs(List.of(job));
        jobs.start();
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            jobs.stop();
        }
    }

    private static RecurringJobs jobs(List<RecurringJob> jobs) {
        return new RecurringJobs(jobs, DATABASE.dataSource(), Clock.systemUTC());
    }
}
