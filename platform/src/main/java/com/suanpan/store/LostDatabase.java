package com.suanpan.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What a server does when the PostgreSQL that it started is gone: it ends too, with a sentence, for a
/// start recovers the database, and whoever looks after the server starts it again. It ends at once:
/// nothing that a stop in good order waits for could be written any more.
@Component
public final class LostDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(LostDatabase.class);
    private static final int LOST = 1;

    private final Database database;

    LostDatabase(Database database) {
        this.database = database;
    }

    /// Ends this program when the database is lost.
    public void endsTheProgram() {
        database.whenLost(() -> {
            LOG.error("PostgreSQL has ended by itself; the server ends: start it again");
            Runtime.getRuntime().halt(LOST);
        });
    }
}
