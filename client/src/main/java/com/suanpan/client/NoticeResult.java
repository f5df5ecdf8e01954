package com.suanpan.client;

import java.util.Map;

/// Is this notice from Suanpan?
public sealed interface NoticeResult {

    /// It is, and it is fresh. The same one may come again: `id` is the same then.
    ///
    /// @param fields strings by their value, numbers as written
    record Genuine(String id, Map<String, String> fields) implements NoticeResult {}

    /// It is not, or it is old; answer with an HTTP error and change nothing.
    record Forged(String why) implements NoticeResult {}
}
