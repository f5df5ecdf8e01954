package com.suanpan.callback;

import com.suanpan.channel.RawCallback;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Is this call there, byte for byte?
///
/// The stream is read before anybody asks for a parameter, for then the container would eat the body
/// of a form.
sealed interface RawCall {

    int LARGEST_BODY = 64 * 1024;

    record Whole(RawCallback call) implements RawCall {}

    record TooLarge() implements RawCall {}

    /// Its body did not end in time.
    record TooSlow() implements RawCall {}

    /// The caller went away in the midst of it.
    record Broken() implements RawCall {}

    /// Reads within the deadline, and at most one wait for bytes longer.
    static RawCall read(HttpServletRequest request, Duration deadline) {
        long until = System.nanoTime() + deadline.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 * 1024];
        try {
            InputStream from = request.getInputStream();
            for (int got = from.read(buffer); got >= 0; got = from.read(buffer)) {
                body.write(buffer, 0, got);
                if (body.size() > LARGEST_BODY) {
                    return new TooLarge();
                }
                if (System.nanoTime() > until) {
                    return new TooSlow();
                }
            }
        } catch (Refusal tooLarge) {
            return new TooLarge(); // who wraps requests counts as well
        } catch (IOException e) {
            return new Broken();
        }
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        return new Whole(
                new RawCallback(request.getMethod(), headers(request), query, body.toByteArray()));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
