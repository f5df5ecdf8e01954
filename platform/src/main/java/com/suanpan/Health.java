package com.suanpan;

import com.suanpan.store.Vital;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Whether this server should be given calls (就绪): it is started, has all that is vital, and was not
/// told to stop.
///
/// A stop is told here first, and the ports stay open for `suanpan.ops.warning` more, so that whoever
/// spreads the calls may hear of it.
@Component
@ConditionalOnWebApplication
final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final List<Vital> vitals;
    private final ApplicationContext ours;
    private final Duration warning;
    private volatile boolean started;
    private volatile boolean stopping;

    Health(
            List<Vital> vitals,
            ApplicationContext ours,
            @Value("${suanpan.ops.warning:0s}") Duration warning) {
        this.vitals = List.copyOf(vitals);
        this.ours = ours;
        this.warning = warning;
    }

    /// What this server lacks; empty if it is ready.
    List<String> lacks() {
        List<String> lacks = new ArrayList<>();
        if (stopping) {
            lacks.add("stopping");
        } else if (!started) {
            lacks.add("starting");
        }
        vitals.stream().filter(vital -> !vital.holds()).map(Vital::name).forEach(lacks::add);
        return lacks;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        started = true;
    }

    @EventListener
    void closed(ContextClosedEvent event) {
        if (event.getApplicationContext().equals(ours) && !stopping) {
            stopping = true;
            LOG.info("stopping: calls under way end, no new ones are taken");
            LockSupport.parkNanos(warning.toNanos());
        }
    }
}
