package com.suanpan.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/// Stands between us and PostgreSQL and cuts the connection at a COMMIT, before or after the server saw
/// it: the client cannot tell which.
final class CuttingProxy implements AutoCloseable {

    /// Where the connection is cut.
    enum Cut {
        /// The server never sees the COMMIT.
        BEFORE_THE_SERVER,
        /// The server commits; its answer is lost.
        BEFORE_THE_CLIENT
    }

    private final ServerSocket door;
    private final TestDatabase behind;
    private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean open = true;

    private CuttingProxy(TestDatabase behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    static CuttingProxy before(TestDatabase behind) throws IOException {
        return new CuttingProxy(behind);
    }

    /// The same database, through this proxy.
    TestDatabase database() {
        PGSimpleDataSource through = new PGSimpleDataSource();
        through.setUrl(behind.url());
        through.setPortNumbers(new int[] {door.getLocalPort()});
        through.setServerNames(new String[] {"127.0.0.1"});
        through.setUser(behind.username());
        through.setPassword(behind.password());
        through.setPreferQueryMode(PreferQueryMode.SIMPLE); // so that COMMIT goes by name each time
        through.setSslMode("disable");
        through.setGssEncMode("disable");
        return TestDatabase.over(through);
    }

    void cutAtNextCommit(Cut cut) {
        next.set(cut);
    }

    int cuts() {
        return cuts.get();
    }

    private void serve() {
        int port = Integer.parseInt(behind.url().replaceAll(".*:([0-9]+)/.*", "$1"));
        while (open) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> toServer(client, server));
                Thread.ofVirtual().start(() -> toClient(client, server));
            } catch (IOException e) {
                open = false;
            }
        }
    }

    private final AtomicReference<@Nullable Socket> deaf = new AtomicReference<>();

    private void toServer(Socket client, Socket server) {
        byte[] buffer = new byte[65_536];
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream to = server.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                Cut cut = isCommit(buffer, n) ? next.getAndSet(null) : null;
                if (cut != null) {
                    cuts.incrementAndGet();
                    if (cut == Cut.BEFORE_THE_SERVER) {
                        return;
                    }
                    deaf.set(client);
                }
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            // the other side is gone: so are we
        }
    }

    private void toClient(Socket client, Socket server) {
        byte[] buffer = new byte[65_536];
        try (client;
                server) {
            InputStream in = server.getInputStream();
            OutputStream to = client.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (deaf.compareAndSet(client, null)) {
                    return;
                }
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            // the other side is gone: so are we
        }
    }

    private static boolean isCommit(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT");
    }

    @Override
    public void close() throws IOException {
        open = false;
        door.close();
    }
}
