package com.suanpan.payment;

import com.suanpan.channel.ChannelAccount;
import java.net.URI;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The addresses of ours that others are told: where providers call back, where payers come back, and
/// the payer's page. None carries a query, for some providers refuse one.
@Component
public class OurAddresses {

    private final String publicUrl;
    private final String callbackUrl;

    OurAddresses(
            @Value("${suanpan.public-url:http://127.0.0.1:8080}") String publicUrl,
            @Value("${suanpan.callback-url:http://127.0.0.1:8081}") String callbackUrl) {
        this.publicUrl = withoutSlash(publicUrl);
        this.callbackUrl = withoutSlash(callbackUrl);
    }

    /// Where this account's provider reports such an event.
    public URI callback(ChannelAccount account, String event) {
        return URI.create(callbackUrl + "/callback/" + path(account) + "/" + event);
    }

    /// Where this account's provider sends the payer's browser back to. The token of the order's page
    /// is its secret: whoever comes back by it was sent there.
    URI comeBack(ChannelAccount account, String cashierToken) {
        return URI.create(callbackUrl + "/return/" + path(account) + "/" + cashierToken);
    }

    /// The payer's page of an order.
    URI cashier(String token) {
        return URI.create(publicUrl + "/cashier/" + token);
    }

    private static String path(ChannelAccount account) {
        return account.provider().toLowerCase(Locale.ROOT) + "/" + account.channelCode();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
