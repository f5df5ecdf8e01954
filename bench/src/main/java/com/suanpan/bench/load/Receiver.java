package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/// Where the merchants hear (商户的通知地址): takes each notice, answers 200, and hands its body on.
final class Receiver implements AutoCloseable {

    private static final byte[] SUCCESS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nsuccess"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 1024;

    private final ServerSocket server;
    private final Duration pause;
    private final Consumer<String> heard;

    /// @param pause how long it takes over each
    Receiver(Duration pause, Consumer<String> heard) {
        this.pause = pause;
        this.heard = heard;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new Halt("the merchants cannot listen: " + e.getMessage());
        }
        Thread.ofVirtual().name("receiver").start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/notice";
    }

    private void accept() {
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
            server.close();
        } catch (IOException e) {
            throw new Halt("the merchants cannot stop listening: " + e.getMessage());
        }
    }
}
