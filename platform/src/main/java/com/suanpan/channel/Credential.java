package com.suanpan.channel;

import java.net.URI;
import java.util.Map;

/// What a started payment hands to the payer (支付凭证).
public sealed interface Credential {

    /// The text of a code to be drawn and scanned.
    record Code(String content) implements Credential {}

    /// An address that the payer's browser opens.
    record Link(URI address) implements Credential {}

    /// A form that the payer's browser posts; `link` is the same as an address to open.
    record Form(URI action, Map<String, String> fields, URI link) implements Credential {

        public Form {
            fields = Map.copyOf(fields);
        }
    }

    /// What an app or a page's script hands to the provider's SDK: JSON, or a signed string.
    record Script(String parameters) implements Credential {}
}
