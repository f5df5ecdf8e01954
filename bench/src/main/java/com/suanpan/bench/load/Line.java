package com.suanpan.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// One kept-alive connection to a server on the loopback, for one caller at a time.
final class Line implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Socket socket;
    private final OutputStream out;
    private final Wire wire;
    private long usedAt;

    Line(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) DEADLINE.toMillis());
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                (int) CONNECT.toMillis());
        out = socket.getOutputStream();
        wire = new Wire(socket.getInputStream());
        usedAt = System.nanoTime();
    }

    /// Sends a whole request and reads the whole answer; the answer lives until the next call.
    Wire call(byte[] request) throws IOException {
        out.write(request);
        if (!wire.next()) {
            throw new EOFException("the server ended the connection instead of answering");
        }
        usedAt = System.nanoTime();
        return wire;
    }

    boolean usedWithin(Duration time) {
        return System.nanoTime() - usedAt < time.toNanos();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
