package com.suanpan.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/// The connections to one server: as many as there are calls at once, the last used first, so that those
/// of a peak grow old and are not used again.
final class Lines implements AutoCloseable {

    /// Less than the server keeps a silent connection, or a call would meet one that it just closed.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final ConcurrentLinkedDeque<Line> free = new ConcurrentLinkedDeque<>();
    private final int port;

    Lines(int port) {
        this.port = port;
    }

    /// Makes one call and reads what came; throws if nobody knows what came of it.
    <R> R call(byte[] request, Function<Wire, R> reader) throws IOException {
        Line line = line();
        try {
            Wire answer = line.call(request);
            R read = reader.apply(answer);
            if (answer.lastOfConnection()) {
                line.close();
            } else {
                free.push(line);
            }
            return read;
        } catch (IOException | RuntimeException e) {
            line.close();
            throw e;
        }
    }

    private Line line() throws IOException {
        for (Line line = free.poll(); line != null; line = free.poll()) {
            if (line.usedWithin(FRESH)) {
                return line;
            }
            line.close();
        }
        return new Line(port);
    }

    @Override
    public void close() throws IOException {
        for (Line line = free.poll(); line != null; line = free.poll()) {
            line.close();
        }
    }
}
