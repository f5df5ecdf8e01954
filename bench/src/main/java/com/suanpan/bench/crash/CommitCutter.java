package com.suanpan.bench.crash;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands between the platform and PostgreSQL, and while it is told to cuts connections at their COMMIT:
/// before the server saw it, or after, so that the client cannot tell which. COMMIT goes by name only if
/// the driver prepares no statements (`prepareThreshold=0`).
final class CommitCutter implements AutoCloseable {

    private final ServerSocket door;
    private final int behind;
    private final Random random;
    private final AtomicInteger unseen = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private volatile int oneIn;

    /// @param behind PostgreSQL's port
    CommitCutter(int behind, long seed) {
        this.behind = behind;
        this.random = new Random(seed);
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new Halt("the cutter cannot listen: " + e.getMessage());
        }
        Thread.ofVirtual().name("cutter").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Cuts at one of so many commits, each way as often as the other; 0: at none.
    void cutsOneIn(int commits) {
        oneIn = commits;
    }

    /// Connections that were cut before the server saw the COMMIT.
    int unseen() {
        return unseen.get();
    }

    /// Connections that were cut after it.
    int seen() {
        return seen.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    System.err.println("cutter: " + e);
                }
            }
        }
    }

    private void connect(Socket client) {
        AtomicBoolean deaf = new AtomicBoolean();
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            Thread answers = Thread.ofVirtual().start(() -> answers(server, client, deaf));
            questions(client, server, deaf);
            server.shutdownOutput();
            answers.join();
        } catch (IOException e) {
            // one side is gone, or PostgreSQL does not listen: so is the other
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void questions(Socket client, Socket server, AtomicBoolean deaf) throws IOException {
        byte[] buffer = new byte[65_536];
        InputStream in = client.getInputStream();
        OutputStream to = server.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (isCommit(buffer, n) && isCut()) {
                if (random.nextBoolean()) {
                    unseen.incrementAndGet();
                    return;
                }
                seen.incrementAndGet();
                deaf.set(true);
            }
            to.write(buffer, 0, n);
        }
    }

    private void answers(Socket server, Socket client, AtomicBoolean deaf) {
        byte[] buffer = new byte[65_536];
        try (client) {
            InputStream in = server.getInputStream();
            OutputStream to = client.getOutputStream();
            for (int n = in.read(buffer); n >= 0 && !deaf.get(); n = in.read(buffer)) {
                to.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // one side is gone: so is the other
            return;
        }
    }

    private boolean isCut() {
        int chance = oneIn;
        return chance > 0 && random.nextInt(chance) == 0;
    }

    private static boolean isCommit(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
                .toUpperCase(Locale.ROOT)
                .contains("COMMIT\0");
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new Halt("the cutter cannot stop listening: " + e.getMessage());
        }
    }
}
