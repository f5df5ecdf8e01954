package com.suanpan.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads HTTP/1.1 messages with a `Content-Length` off one connection. It knows no more than the
/// platform says, for what it costs is taken from the platform's processors.
final class Wire {

    private static final int LARGEST = 1024 * 1024;
    private static final String LENGTH = "\r\ncontent-length:";

    private final InputStream in;
    private byte[] buffer = new byte[4096];
    private int start;
    private int end;
    private String head = "";
    private String body = "";

    Wire(InputStream in) {
        this.in = in;
    }

    /// Reads the next message; false if the peer ended the connection instead of beginning one.
    boolean next() throws IOException {
        int length = 0;
        while (true) {
            length = headLength();
            if (length > 0) {
                break;
            }
            if (!fill()) {
                if (start == end) {
                    return false;
                }
                throw new EOFException("the connection ended inside a message");
            }
        }
        head = new String(buffer, start, length, StandardCharsets.ISO_8859_1);
        start += length;
        int content = contentLength();
        while (end - start < content) {
            if (!fill()) {
                throw new EOFException("the connection ended inside a body");
            }
        }
        body = new String(buffer, start, content, StandardCharsets.UTF_8);
        start += content;
        return true;
    }

    /// The status of an answer.
    int status() {
        return Integer.parseInt(head, 9, 12, 10);
    }

    boolean lastOfConnection() {
        return head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close");
    }

    String head() {
        return head;
    }

    String body() {
        return body;
    }

    private int headLength() {
        for (int i = start + 3; i < end; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1 - start;
            }
        }
        return 0;
    }

    private int contentLength() throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (at < 0) {
            if (lower.contains("\r\ntransfer-encoding:")) {
                throw new IOException("a message in chunks is not expected here");
            }
            return 0;
        }
        int from = at + LENGTH.length();
        int length = Integer.parseInt(lower.substring(from, lower.indexOf('\r', from)).strip());
        if (length > LARGEST) {
            throw new IOException("a body of " + length + " bytes");
        }
        return length;
    }

    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int got = in.read(buffer, end, buffer.length - end);
        if (got < 0) {
            return false;
        }
        end += got;
        return true;
    }
}
