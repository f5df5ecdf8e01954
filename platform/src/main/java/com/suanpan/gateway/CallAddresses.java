package com.suanpan.gateway;

import com.suanpan.outbound.AddressJudge;
import com.suanpan.problem.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Addresses that a merchant's call names.
@Component
public class CallAddresses {

    private final boolean allowPrivate;

    public CallAddresses(@Value("${suanpan.notice.allow-private:false}") boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /// Where the notices of this call go; null if the merchant's own address serves. Throws `Refusal`
    /// for one that we would not call, and if there is neither.
    public @Nullable String notice(SignedCall call) {
        String url = web(call, "notify_url");
        if (url == null) {
            if (call.merchant().notifyUrl() == null) {
                throw Refusal.param("notify_url", "needed, for the merchant has none of its own");
            }
            return null;
        }
        AddressJudge.refusal(URI.create(url), allowPrivate)
                .ifPresent(why -> {
                    throw Refusal.param("notify_url", why);
                });
        return url;
    }

    /// An http or https address, or null if the field is absent.
    public static @Nullable String web(SignedCall call, String field) {
        String text = call.textOrNull(field);
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw Refusal.param(field, "must be an http or https address");
        }
        throw Refusal.param(field, "must be an http or https address");
    }
}
