package com.suanpan.store;

/// What a server must have to take calls (就绪条件), a bean: the database, its workers, its jobs. It is
/// asked for by whoever spreads the calls over servers, so it answers at once, from memory.
public interface Vital {

    /// One word: `database`.
    String name();

    boolean holds();
}
