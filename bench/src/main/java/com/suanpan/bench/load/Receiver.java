package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Where the merchants hear (商户的通知地址): takes each notice, answers 200, and hands its body on.
public final class Receiver implements AutoCloseable {

    private static final byte[] SUCCESS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nsuccess"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 1024;

    private final List<ServerSocket> servers = new ArrayList<>();
    private final Duration pause;
    private final Consumer<String> heard;

    /// Each merchant has an address of its own (127.0.0.2, …), for the platform bounds what it sends to
    /// one host.
    ///
    /// @param pause how long it takes over each
    public Receiver(int merchants, Duration pause, Consumer<String> heard) {
        this.pause = pause;
        this.heard = heard;
        try {
            for (int i = 0; i < merchants; i++) {
                InetAddress own = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + i)});
                ServerSocket server = new ServerSocket(0, BACKLOG, own);
                servers.add(server);
                Thread.ofVirtual().name("receiver-" + i).start(() -> accept(server));
            }
        } catch (IOException e) {
            throw new Halt("the merchants cannot listen: " + e.getMessage());
        }
    }

    /// Where each merchant hears.
    public List<String> urls() {
        return servers.stream()
                .map(server ->
                        "http://%s:%d/notice"
                                .formatted(
                                        server.getInetAddress().getHostAddress(),
                                        server.getLocalPort()))
                .toList();
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("receiver: " + e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Wire wire = new Wire(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (wire.next()) {
                if (pause.isPositive()) {
                    Thread.sleep(pause);
                }
                String body = wire.body();
                out.write(SUCCESS);
                heard.accept(body);
            }
        } catch (IOException e) {
            // the platform let the connection go; a notice that it did not finish comes again
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            for (ServerSocket server : servers) {
                server.close();
            }
        } catch (IOException e) {
            throw new Halt("the merchants cannot stop listening: " + e.getMessage());
        }
    }
}
