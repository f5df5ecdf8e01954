package com.suanpan.outbound;

import com.suanpan.outbound.Wire.Ended;
import com.suanpan.store.HeldConnections;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Calls to providers: sent once, one deadline over connection, headers and body, a body limit, a
/// bulkhead a line, no redirects; refused while this thread holds a database connection (M3).
@Component
@EnableConfigurationProperties(CallLimits.class)
public final class Outbound implements AutoCloseable {

    static final int LARGEST_BODY = 1 << 20;

    /// Lines bound the calls; this only keeps the library from having a lower bound of its own.
    private static final int MOST_CONNECTIONS = 4_096;

    private final Wire wire;
    private final CallLimits limits;
    private final MeterRegistry meters;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    Outbound(CallLimits limits, MeterRegistry meters) {
        this.limits = limits;
        this.meters = meters;
        this.wire =
                new Wire(
                        new Wire.Bounds(
                                limits.connect(),
                                limits.deadline(),
                                MOST_CONNECTIONS,
                                MOST_CONNECTIONS),
                        SystemDefaultDnsResolver.INSTANCE);
    }

    /// Makes the call; what a peer does is an outcome, never an exception.
    public ChannelAnswer call(ChannelCall call) {
        HeldConnections.requireNone("a call to " + call.line());
        HttpUriRequestBase request = request(call);
        Line line =
                lines.computeIfAbsent(call.line(), name -> new Line(meters, name, limits.places()));
        long began = System.nanoTime();
        ChannelAnswer answer =
                line.enter(limits.patience()) ? exchanged(line, request) : full(call.line());
        line.ended(answer, began);
        return answer;
    }

    /// Whether a call on this line would have to wait for a place now.
    public boolean isFull(String line) {
        Line known = lines.get(line);
        return known != null && known.isFull();
    }

    private ChannelAnswer full(String line) {
        return new ChannelAnswer.NotSent(limits.places() + " calls are under way on line " + line);
    }

    private ChannelAnswer exchanged(Line line, HttpUriRequestBase request) {
        try {
            return exchange(request);
        } finally {
            line.leave();
        }
    }

    private static HttpUriRequestBase request(ChannelCall call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::addHeader);
        if (call.body().length > 0) {
            request.setEntity(new ByteArrayEntity(call.body(), null));
        }
        return request;
    }

    private ChannelAnswer exchange(HttpUriRequestBase request) {
        long began = System.nanoTime();
        return switch (wire.send(request, response -> received(response, began))) {
            case Ended.Answered<ChannelAnswer>(var answer) -> answer;
            case Ended.Failed<ChannelAnswer>(var why) -> failure(why);
            case Ended.TooLate<ChannelAnswer> _ ->
                    new ChannelAnswer.Lost("no whole answer within " + limits.deadline());
            case Ended.Stopped<ChannelAnswer> _ ->
                    new ChannelAnswer.Lost("we were stopped while waiting");
        };
    }

    /// What is over the limit is not read: closing the response then drops its connection.
    private static ChannelAnswer received(ClassicHttpResponse response, long began)
            throws IOException {
        HttpEntity entity = response.getEntity();
        byte[] body =
                entity == null ? new byte[0] : entity.getContent().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return new ChannelAnswer.Lost("the body is over " + LARGEST_BODY + " bytes");
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(
                            header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new ChannelAnswer.Received(
                response.getCode(), headers, body, Duration.ofNanos(System.nanoTime() - began));
    }

    /// Only a connection that was never made proves that nothing was sent.
    private static ChannelAnswer failure(Exception why) {
        String text = why.getClass().getSimpleName() + ": " + why.getMessage();
        return switch (why) {
            case ConnectException _,
                    ConnectTimeoutException _,
                    NoRouteToHostException _,
                    UnknownHostException _ ->
                    new ChannelAnswer.NotSent(text);
            default -> new ChannelAnswer.Lost(text);
        };
    }

    /// Breaks what is under way: a call cut off by our stopping is an unknown outcome, asked about
    /// after the next start.
    @Override
    public void close() {
        wire.close();
    }
}
