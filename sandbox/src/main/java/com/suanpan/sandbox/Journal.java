package com.suanpan.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The sandbox's memory: lines of JSON, appended and never changed, the later of two lines about one
/// thing counts. A line is with the operating system before anybody is answered, so killing this
/// process loses nothing; a power cut may.
final class Journal implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

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
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
