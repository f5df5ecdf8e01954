package com.suanpan.channel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A provider's or a browser's call to us as it came: header names in lower case, the raw bytes of the
/// body, and the raw query (undecoded, may be empty).
public record RawCallback(
        String method, Map<String, List<String>> headers, String rawQuery, byte[] body) {

    /// The first value of a header, whatever the case of its name.
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.stream().findFirst();
    }
}
