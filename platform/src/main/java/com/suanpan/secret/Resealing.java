package com.suanpan.secret;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals anew what older keys sealed (重新加密), a few rows a transaction. The older keys stay in the keyset:
/// a server that has not heard of the newest may seal by one of them a moment later, and backups hold
/// what they sealed.
@Component
public final class Resealing {

    private static final int STEP = 100;

    private final List<SealedColumn> columns;
    private final SealedRows rows;
    private final Sealer sealer;
    private final TransactionTemplate transaction;

    Resealing(
            ObjectProvider<SealedColumn> columns,
            SealedRows rows,
            Sealer sealer,
            PlatformTransactionManager transactions) {
        this.columns = columns.stream().toList();
        this.rows = rows;
        this.sealer = sealer;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// How many secrets were sealed anew.
    public int run() {
        byte[] newest = sealer.newestPrefix();
        int count = 0;
        for (SealedColumn column : columns) {
            List<SealedRows.Row> done = List.of();
            do {
                String after = done.isEmpty() ? "" : done.getLast().key();
                done =
                        Objects.requireNonNull(
                                transaction.execute(_ -> step(column, newest, after)));
                count += done.size();
            } while (done.size() == STEP);
        }
        return count;
    }

    private List<SealedRows.Row> step(SealedColumn column, byte[] newest, String after) {
        List<SealedRows.Row> older = rows.older(column, newest, after, STEP);
        for (SealedRows.Row row : older) {
            String place = column.table() + "/" + row.key();
            Secret secret = sealer.unseal(row.sealed(), place, column.column());
            rows.replace(column, row.key(), sealer.seal(secret, place, column.column()));
        }
        return older;
    }
}
