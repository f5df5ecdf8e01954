package com.suanpan.channel;

import com.suanpan.number.Lanes;
import com.suanpan.outbound.Alerts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// Writes what was said with the providers behind the callers' backs, in batches: a record for people,
/// never needed to decide anything. A payment does not wait for it; what does not fit into memory or
/// cannot be written is counted, and the count is alerted.
@Component
final class MessageLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageLog.class);
    private static final int MOST_WAITING = 4_000;
    private static final int BATCH = 200;
    private static final Duration GATHERING = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /// Where a batch goes; all its messages are of one lane.
    @FunctionalInterface
    interface Sink {

        void add(int lane, List<ChannelMessage> messages);
    }

    private final Sink sink;
    private final Lanes lanes;
    private final Alerts alerts;
    private final BlockingQueue<ChannelMessage> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer;
    private volatile boolean open = true;

    @Autowired
    MessageLog(ChannelMessages messages, Lanes lanes, Alerts alerts) {
        this(messages::add, lanes, alerts);
    }

    MessageLog(Sink sink, Lanes lanes, Alerts alerts) {
        this.sink = sink;
        this.lanes = lanes;
        this.alerts = alerts;
        this.writer = Thread.ofPlatform().name("channel-messages").daemon().start(this::write);
    }

    void add(ChannelMessage message) {
        if (!open || !waiting.offer(message)) {
            dropped.incrementAndGet();
        }
    }

    private void write() {
        List<ChannelMessage> taken = new ArrayList<>(BATCH);
        while (open || !waiting.isEmpty()) {
            taken.clear();
            try {
                ChannelMessage first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    taken.add(first);
                    gather(taken);
                }
            } catch (InterruptedException _) {
                return;
            }
            byLane(taken).forEach(this::write);
            tellDropped();
        }
    }

    /// Nobody waits for these rows, so they wait for each other: few commits, however many calls.
    private void gather(List<ChannelMessage> taken) {
        waiting.drainTo(taken, BATCH - taken.size());
        if (taken.size() < BATCH && open) {
            LockSupport.parkNanos(GATHERING.toNanos());
            waiting.drainTo(taken, BATCH - taken.size());
        }
    }

    private Map<Integer, List<ChannelMessage>> byLane(List<ChannelMessage> messages) {
        Map<Integer, List<ChannelMessage>> byLane = new TreeMap<>();
        for (ChannelMessage message : messages) {
            int lane = Math.max(0, lanes.ofNumber(message.requestNo()));
            byLane.computeIfAbsent(lane, _ -> new ArrayList<>()).add(message);
        }
        return byLane;
    }

    /// A message that the table does not take is dropped alone: the others are tried in halves.
    private void write(int lane, List<ChannelMessage> messages) {
        try {
            sink.add(lane, messages);
        } catch (DataIntegrityViolationException e) {
            int half = messages.size() / 2;
            if (half == 0) {
                LOG.warn("a message of {} is not kept", messages.getFirst().channelCode(), e);
                dropped.incrementAndGet();
                return;
            }
            write(lane, messages.subList(0, half));
            write(lane, messages.subList(half, messages.size()));
        } catch (RuntimeException e) {
            LOG.warn("{} channel messages are not kept", messages.size(), e);
            dropped.addAndGet(messages.size());
        }
    }

    private void tellDropped() {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            alerts.raise(
                    "CHANNEL_MESSAGES_DROPPED",
                    "channel_message",
                    count + " channel messages were not kept; the calls themselves are not harmed");
        }
    }

    /// Takes no more and writes what waits.
    @Override
    public void close() {
        open = false;
        try {
            if (!writer.join(CLOSING)) {
                writer.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
