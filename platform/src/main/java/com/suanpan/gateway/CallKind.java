package com.suanpan.gateway;

import java.util.Locale;

/// Kinds of calls (请求类别) that have places of their own, so that a flood of one keeps the other
/// served.
enum CallKind {
    /// It may write or call a channel.
    CHANGE,
    /// It only reads what we have.
    QUERY;

    static CallKind of(String path) {
        return path.endsWith("/query") ? QUERY : CHANGE;
    }

    /// As a label of meters.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
