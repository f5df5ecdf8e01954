package com.suanpan.outbound;

import java.net.URI;
import java.util.Map;

/// One HTTP request to a provider. `line` names the bulkhead that it takes a place in (one a channel
/// account); `body` is exactly what is sent (empty for GET).
public record ChannelCall(
        String line, String method, URI uri, Map<String, String> headers, byte[] body) {}
