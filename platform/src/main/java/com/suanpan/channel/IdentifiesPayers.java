package com.suanpan.channel;

import java.net.URI;

/// A scene inside the provider's app whose payer can be learnt (网页授权): the payer's browser asks the
/// provider for a code and brings it to us, and the provider tells us whose it is. The id holds for the
/// account that it was learnt with, for others have other applications.
public interface IdentifiesPayers {

    /// Whether a browser that calls itself so (`User-Agent`) is the provider's app.
    boolean isInside(String userAgent);

    /// Whether this account has the settings that it takes.
    boolean canIdentify(ChannelAccount account);

    /// Where the payer's browser asks for a code; it comes back to `comeBack` with the code and with
    /// `state` as it is, or with `state` alone if the payer does not agree.
    URI authorize(ChannelAccount account, URI comeBack, String state);

    /// The name under which the browser brings the code.
    String codeName();

    /// Whose code it is: one call. `requestNo` names the call in the record of messages.
    PayerResult identify(ChannelAccount account, String requestNo, String code);
}
