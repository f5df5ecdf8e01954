package com.suanpan.sandbox;

import java.time.Duration;

/// What the caller gets to see.
sealed interface Answer {

    record Whole(Reply reply) implements Answer {}

    /// The body a byte at a time.
    record Dripped(Reply reply, Duration gap) implements Answer {}

    /// The connection is closed without a byte.
    record Dropped() implements Answer {}
}
