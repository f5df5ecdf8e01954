package com.suanpan.store;

/// Work that a room brings to an end when the server is told to stop (停机), a bean: it begins nothing
/// more and waits for what is under way, while callers' calls end too and the database is still there.
/// It must give up in time by itself, and what it leaves must be found by the next start.
public record Ending(String name, Runnable work) {}
