package com.suanpan.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The sandbox's memory: lines of JSON, appended and never changed, the later of two lines about one
/// thing counts. A line is with the operating system before anybody is answered, so killing this
/// process loses nothing; a power cut may. It is handed to the disk as it grows, not half a minute's
/// worth at once by the kernel, behind which whatever else this disk serves would wait.
final class Journal implements AutoCloseable {

    private static final long HANDED_ON = 256 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final AtomicBoolean handing = new AtomicBoolean();
    private long grown;

    /// Opens the journal; a last line without an end was never acknowledged and is cut off.
    Journal(Path file) throws IOException {
        this.file = file;
        OwnerOnly.create(file);
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.truncate(wholeLines());
        channel.position(channel.size());
    }

    private long wholeLines() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            if (channel.read(one, end - 1) == 1 && one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    void replay(Consumer<JsonNode> each) throws IOException {
        try (var lines = Files.lines(file)) {
            lines.forEach(line -> each.accept(Json.object(line)));
        }
    }

    void append(Object line) {
        write(ByteBuffer.wrap((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private synchronized void write(ByteBuffer bytes) {
        try {
            grown += bytes.remaining();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (grown >= HANDED_ON && handing.compareAndSet(false, true)) {
            grown = 0;
            Thread.ofPlatform().name("journal").daemon().start(this::handOn);
        }
    }

    private void handOn() {
        try {
            channel.force(false);
        } catch (ClosedChannelException _) {
            // closed meanwhile; the kernel has it all
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written to the disk", e);
        } finally {
            handing.set(false);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
