package com.suanpan.cashier;

import com.suanpan.payment.OrderStage;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.Payments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// The open pages (守候) of orders that are not over. One look a second asks where all their orders
/// stand, one statement a lane however many pages there are, so that a page learns within two seconds
/// what any server of ours committed. Their number is bounded; who finds no place asks now and then.
@Component
final class Watchers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_OF_AN_ORDER = 6;

    private final Payments payments;
    private final int most;
    private final Map<String, List<Watcher>> byOrder = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("cashier-watch").daemon().factory());
    private int count;
    private volatile boolean running;

    Watchers(Payments payments, @Value("${suanpan.cashier.watchers:1000}") int most) {
        this.payments = payments;
        this.most = most;
    }

    /// A place among those who are told; empty if there is none left. Whoever got one leaves it.
    synchronized Optional<Watcher> enter(OrderView order) {
        List<Watcher> others =
                byOrder.getOrDefault(order.payOrderNo(), new CopyOnWriteArrayList<>());
        if (!running || count >= most || others.size() >= MOST_OF_AN_ORDER) {
            return Optional.empty();
        }
        Watcher watcher = new Watcher(order.payOrderNo(), order.stage());
        others.add(watcher);
        byOrder.put(order.payOrderNo(), others);
        count++;
        return Optional.of(watcher);
    }

    synchronized void leave(Watcher watcher) {
        List<Watcher> others = byOrder.get(watcher.payOrderNo());
        if (others != null && others.remove(watcher)) {
            count--;
            if (others.isEmpty()) {
                byOrder.remove(watcher.payOrderNo());
            }
        }
    }

    synchronized int count() {
        return count;
    }

    private synchronized Map<String, List<Watcher>> present() {
        return Map.copyOf(byOrder);
    }

    private void look() {
        Map<String, List<Watcher>> present = present();
        if (present.isEmpty()) {
            return;
        }
        try {
            payments.stages(present.keySet())
                    .forEach((no, stage) -> tell(present.getOrDefault(no, List.of()), stage));
        } catch (RuntimeException e) {
            LOG.warn("where {} orders stand is not read: {}", present.size(), e.toString());
        }
    }

    private static void tell(List<Watcher> watchers, OrderStage stage) {
        watchers.forEach(watcher -> watcher.tell(stage));
    }

    @Override
    public void start() {
        running = true;
        long every = LOOK.toMillis();
        var _ = timer.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /// Comes before the server waits for calls under way: open pages would hold it up.
    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        present().values().forEach(watchers -> watchers.forEach(Watcher::end));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
