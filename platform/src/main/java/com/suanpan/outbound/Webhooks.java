package com.suanpan.outbound;

import com.suanpan.outbound.Wire.Ended;
import com.suanpan.store.HeldConnections;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Calls to addresses that others gave us: every address that a name resolves to is judged, and the
/// connection goes to the addresses judged, not to what a second look-up says. No redirects, no
/// repeats, one deadline over all, at most 4 KiB of the answer.
@Component
@EnableConfigurationProperties(WebhookLimits.class)
public final class Webhooks implements AutoCloseable {

    static final int LARGEST_ANSWER = 4 << 10;

    private final WebhookLimits limits;
    private final Wire wire;

    @Autowired
    Webhooks(WebhookLimits limits) {
        this(limits, SystemDefaultDnsResolver.INSTANCE);
    }

    Webhooks(WebhookLimits limits, DnsResolver names) {
        this.limits = limits;
        this.wire =
                new Wire(
                        new Wire.Bounds(
                                limits.connect(),
                                limits.deadline(),
                                limits.perHost(),
                                limits.inAll()),
                        limits.allowPrivate() ? names : new Judging(names));
    }

    /// Posts JSON and waits for the answer; what the peer does is an outcome, never an exception.
    public WebhookAnswer post(URI uri, Map<String, String> headers, byte[] json) {
        HeldConnections.requireNone("a call to " + uri.getHost());
        Optional<String> refusal = AddressJudge.refusal(uri, limits.allowPrivate());
        if (refusal.isPresent()) {
            return new WebhookAnswer.Refused(refusal.get());
        }
        HttpPost request = new HttpPost(uri);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return switch (wire.send(request, Webhooks::answered)) {
            case Ended.Answered<WebhookAnswer>(var answer) -> answer;
            case Ended.Failed<WebhookAnswer>(InsideAddress inside) ->
                    new WebhookAnswer.Refused(inside.why);
            case Ended.Failed<WebhookAnswer>(var why) ->
                    new WebhookAnswer.Failed(
                            why.getClass().getSimpleName() + ": " + why.getMessage());
            case Ended.TooLate<WebhookAnswer> _ ->
                    new WebhookAnswer.Failed("no answer within " + limits.deadline());
            case Ended.Stopped<WebhookAnswer> _ ->
                    new WebhookAnswer.Failed("we were stopped while waiting");
        };
    }

    private static WebhookAnswer answered(ClassicHttpResponse response) throws IOException {
        return new WebhookAnswer.Answered(response.getCode(), head(response.getEntity()));
    }

    /// What is longer is not read: closing the response then drops its connection.
    private static String head(@Nullable HttpEntity body) throws IOException {
        if (body == null) {
            return "";
        }
        InputStream in = body.getContent();
        byte[] bytes = in.readNBytes(LARGEST_ANSWER);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        wire.close();
    }

    /// Resolves a name once and lets it pass only if all its addresses may be called: a name with one
    /// inside address is an attack or a mistake.
    private record Judging(DnsResolver names) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = names.resolve(host);
            for (InetAddress address : addresses) {
                Optional<String> refusal = AddressJudge.refusal(address);
                if (refusal.isPresent()) {
                    throw new InsideAddress(refusal.get());
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }

    private static final class InsideAddress extends UnknownHostException {

        private final String why;

        InsideAddress(String why) {
            super(why);
            this.why = why;
        }
    }
}
