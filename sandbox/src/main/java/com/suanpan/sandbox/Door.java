package com.suanpan.sandbox;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/// Where every request enters. A valve, not a servlet: only here can a connection be closed without an
/// answer, and no web application needs to start.
final class Door extends ValveBase {

    private static final int LIMIT = 1024 * 1024;

    private final Patience patience;
    private final CompletableFuture<Function<Call, Answer>> inside = new CompletableFuture<>();

    Door(Patience patience) {
        super(true);
        this.patience = patience;
    }

    /// Lets the callers in; who came earlier has waited.
    void open(Function<Call, Answer> house) {
        inside.complete(house);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        switch (inside.join().apply(read(request))) {
            case Answer.Whole(var reply) -> {
                head(reply, response);
                if (reply.body().length > 0) {
                    response.getOutputStream().write(reply.body());
                }
            }
            case Answer.Dripped(var reply, var gap) -> {
                head(reply, response);
                OutputStream out = response.getOutputStream();
                for (byte one : reply.body()) {
                    if (!patience.sit(gap)) {
                        break;
                    }
                    out.write(one);
                    out.flush();
                }
            }
            case Answer.Dropped() ->
                    response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }

    private static Call read(Request request) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(
                    name.toLowerCase(Locale.ROOT),
                    Objects.requireNonNullElse(request.getHeader(name), ""));
        }
        byte[] body = request.getInputStream().readNBytes(LIMIT);
        return new Call(
                request.getMethod(),
                request.getRequestURI(),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                headers,
                body);
    }

    private static void head(Reply reply, Response response) {
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        if (reply.status() != 204) {
            response.setContentLength(reply.body().length);
        }
    }
}
