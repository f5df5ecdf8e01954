package com.suanpan.store;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Ends the work of all rooms at once, together with the callers' calls.
@Component
final class Endings implements SmartLifecycle {

    /// The phase in which the web server lets its calls end.
    static final int PHASE = DEFAULT_PHASE - 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private final List<Ending> endings;
    private volatile boolean running;

    Endings(List<Ending> endings) {
        this.endings = List.copyOf(endings);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            endings.forEach(ending -> together.execute(() -> end(ending)));
        }
    }

    @Override
    public void stop(Runnable then) {
        aside(this::stop, then);
    }

    /// Stops something on a thread of its own, so that the rest of its phase stops meanwhile.
    static void aside(Runnable stop, Runnable then) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        stop.run();
                    } finally {
                        then.run();
                    }
                });
    }

    private static void end(Ending ending) {
        try {
            ending.work().run();
        } catch (RuntimeException e) {
            LOG.warn("{}: not ended in good order", ending.name(), e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
