package com.suanpan.channel;

import com.suanpan.outbound.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A bad line between an adapter and the sandbox: it passes every call on, or does to it what lines and
/// servers do.
final class Relay implements AutoCloseable {

    /// How it treats a call.
    enum Manner {
        HONEST,
        /// The call never arrives, and nothing is said.
        HANGS_BEFORE,
        /// The call is carried out, and nothing is said.
        HANGS_AFTER,
        CLOSES_BEFORE,
        CLOSES_AFTER,
        /// The answer comes a byte at a time, too slowly.
        DRIPS,
        /// A page that no provider signed.
        FAILS,
        /// Noise under status 200.
        BABBLES,
        /// One byte of the answer's body or one character of a header is another.
        CHANGES
    }

    private static final Set<String> OF_THE_LINE =
            Set.of("host", "content-length", "connection", "transfer-encoding", "date");
    private static final int LONG = 60_000;

    private final URI behind;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Peer peer;
    private volatile Manner manner = Manner.HONEST;
    private volatile int changedByte = -1;
    private volatile String changedHeader = "";
    private volatile @Nullable HttpResponse<byte[]> last;

    Relay(URI behind) throws IOException {
        this.behind = behind;
        this.peer = new Peer(this::answer);
    }

    String address() {
        return "http://127.0.0.1:" + peer.port();
    }

    void be(Manner next) {
        manner = next;
        changedByte = -1;
        changedHeader = "";
    }

    /// Changes the lowest bit of one byte of the next answers' bodies.
    void changeByte(int at) {
        be(Manner.CHANGES);
        changedByte = at;
    }

    /// Changes the lowest bit of one character of a header in the next answers.
    void changeHeader(String name, int at) {
        be(Manner.CHANGES);
        changedHeader = name.toLowerCase(Locale.ROOT);
        changedByte = at;
    }

    /// How many calls came to it.
    int came() {
        return peer.requests().size();
    }

    List<Peer.Request> requests() {
        return peer.requests();
    }

    /// The last answer from behind, as it was.
    HttpResponse<byte[]> last() {
        return Objects.requireNonNull(last);
    }

    private void answer(Peer.Request request, OutputStream to) throws Exception {
        switch (manner) {
            case HONEST -> to.write(raw(passOn(request)));
            case HANGS_BEFORE -> peer.linger(LONG);
            case HANGS_AFTER -> {
                passOn(request);
                peer.linger(LONG);
            }
            case CLOSES_BEFORE -> to.close();
            case CLOSES_AFTER -> {
                passOn(request);
                to.close();
            }
            case DRIPS -> {
                for (byte b : raw(passOn(request))) {
                    to.write(b);
                    to.flush();
                    peer.linger(50);
                }
            }
            case FAILS -> to.write(Peer.response(502, "<html>502 Bad Gateway</html>"));
            case BABBLES -> to.write(Peer.response(200, "\u0001{{\"code\":\"SUCCESS\""));
            case CHANGES -> to.write(raw(passOn(request)));
        }
    }

    private HttpResponse<byte[]> passOn(Peer.Request request)
            throws IOException, InterruptedException {
        String[] line = request.head().split(" ", 3);
        HttpRequest.Builder onward =
                HttpRequest.newBuilder(URI.create(behind + line[1]))
                        .method(line[0], HttpRequest.BodyPublishers.ofString(request.body()));
        request.head()
                .lines()
                .skip(1)
                .filter(header -> header.contains(":"))
                .map(header -> header.split(":", 2))
                .filter(header -> !OF_THE_LINE.contains(header[0].toLowerCase(Locale.ROOT)))
                .filter(header -> !header[0].toLowerCase(Locale.ROOT).startsWith("http2"))
                .filter(header -> !header[0].equalsIgnoreCase("upgrade"))
                .forEach(header -> onward.header(header[0], header[1].trim()));
        HttpResponse<byte[]> got =
                client.send(onward.build(), HttpResponse.BodyHandlers.ofByteArray());
        last = got;
        return got;
    }

    private byte[] raw(HttpResponse<byte[]> answer) {
        byte[] body = answer.body().clone();
        if (manner == Manner.CHANGES && changedHeader.isEmpty()) {
            body[changedByte] ^= 1;
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.statusCode() + " .\r\n");
        for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
            if (!OF_THE_LINE.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                String value = header.getValue().getFirst();
                boolean change = header.getKey().equalsIgnoreCase(changedHeader);
                head.append(header.getKey()).append(": ");
                head.append(change ? changed(value, changedByte) : value).append("\r\n");
            }
        }
        if (answer.statusCode() != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        raw.writeBytes(body);
        return raw.toByteArray();
    }

    static String changed(String text, int at) {
        char[] all = text.toCharArray();
        all[at] = (char) (all[at] ^ 1);
        return new String(all);
    }

    @Override
    public void close() throws IOException {
        peer.close();
        client.close();
    }
}
