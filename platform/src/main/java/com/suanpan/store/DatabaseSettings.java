package com.suanpan.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Where the database is. With a `url` it is an outside PostgreSQL; without, one of our own in
/// `data`. `lanes` is null when the operator said nothing: then the database's own number holds.
/// `join` lets a short command use the PostgreSQL that a running server started; a server itself
/// always wants the data folder for itself.
record DatabaseSettings(
        Path data,
        @Nullable String url,
        String username,
        String password,
        @Nullable Integer lanes,
        boolean join) {

    static DatabaseSettings of(Environment environment) {
        return new DatabaseSettings(
                Path.of(environment.getProperty("suanpan.data", "./data"))
                        .toAbsolutePath()
                        .normalize(),
                environment.getProperty("suanpan.database.url"),
                environment.getProperty("suanpan.database.username", "suanpan"),
                environment.getProperty("suanpan.database.password", ""),
                environment.getProperty("suanpan.lanes", Integer.class),
                environment.getProperty("suanpan.database.join", Boolean.class, false));
    }

    boolean outside() {
        return url != null;
    }
}
