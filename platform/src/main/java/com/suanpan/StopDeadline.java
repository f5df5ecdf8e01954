package com.suanpan;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/// The end of a stop (停机期限) that does not end: a database that hangs must not keep a server that was
/// told to go. It is then as if it had been killed: all that was acknowledged is committed, and the next
/// start finds the rest.
final class StopDeadline implements ApplicationListener<ContextClosedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Suanpan.class);
    private static final Duration LONGEST = Duration.ofSeconds(28);
    private static final int GIVEN_UP = 1;

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        Thread.ofPlatform()
                .name("stop-deadline")
                .daemon()
                .start(() -> {
                    LockSupport.parkNanos(LONGEST.toNanos());
                    LOG.error(
                            "not stopped within {} s; the server ends at once",
                            LONGEST.toSeconds());
                    Runtime.getRuntime().halt(GIVEN_UP);
                });
    }
}
