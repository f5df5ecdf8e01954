package com.suanpan.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A server that keeps every request it got and answers by a script, byte for byte, so that it can
/// behave worse than any server library would let it.
public final class Peer implements AutoCloseable {

    /// Writes what the peer says to one request; closing the stream hangs up.
    @FunctionalInterface
    public interface Script {
        void answer(Request request, OutputStream to) throws Exception;
    }

    /// @param number how many requests this peer has got, this one included
    /// @param head request line and headers as they came
    public record Request(int number, String head, String body) {

        public String header(String name) {
            return head.lines()
                    .filter(l -> l.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(l -> l.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket listening;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Peer(Script script) throws IOException {
        this.script = script;
        this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// A peer that always gives this answer, and keeps the connection.
    public static Peer answering(int status, String body) throws IOException {
        return new Peer((_, to) -> to.write(response(status, body)));
    }

    public static byte[] response(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String head = "HTTP/1.1 " + status + " .\r\nX-Peer: Yes\r\nContent-Length: " + length;
        return (head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    /// Lets time pass inside a script; ends early when the peer is closed.
    public void linger(int millis) throws InterruptedException, IOException {
        if (closed.await(millis, TimeUnit.MILLISECONDS)) {
            throw new IOException("the peer is closed");
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream())) {
            while (!socket.isClosed()) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                String length = new Request(0, head, "").header("content-length");
                byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                Request request;
                synchronized (requests) {
                    request =
                            new Request(
                                    requests.size() + 1,
                                    head,
                                    new String(body, StandardCharsets.UTF_8));
                    requests.add(request);
                }
                script.answer(request, socket.getOutputStream());
            }
        } catch (Exception _) {
            // The caller hung up, or the script did: both are what tests are about.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
