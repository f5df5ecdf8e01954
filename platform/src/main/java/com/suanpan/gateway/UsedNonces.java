package com.suanpan.gateway;

import com.suanpan.store.Query;
import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What nonces each merchant used lately, so that a call cannot be replayed to any server.
@Component
public class UsedNonces {

    private final NonceRows rows;

    public UsedNonces(JdbcClient jdbc) {
        this.rows = new NonceRows(jdbc);
    }

    /// Uses them up in the running transaction, and answers those that were new; one that comes twice
    /// is answered once. Nothing else may be locked before: they are written in key order, so that two
    /// transactions never wait for each other in a circle.
    public Query<Nonce.Key> add(int lane, Collection<Nonce> nonces) {
        return rows.add(lane, nonces);
    }

    /// Deletes those whose time is over, oldest first; says how many.
    int forget(int lane, Instant now, int most) {
        return rows.forget(lane, now, most);
    }
}
