package com.suanpan.console;

import com.suanpan.store.Audit;
import com.suanpan.store.Audit.Extent;
import com.suanpan.store.Findings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The audit of the books (稽核): every room's own, over one instant of the database.
@Component
public class Audits {

    /// Until a pass over a large table gives its first row; other statements must answer much sooner.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final List<Audit> audits;
    private final DataSource dataSource;
    private final TransactionTemplate oneInstant;
    private final TransactionTemplate keeping;

    Audits(List<Audit> audits, DataSource dataSource, PlatformTransactionManager transactions) {
        this.audits = List.copyOf(audits);
        this.dataSource = dataSource;
        this.oneInstant = oneInstant(transactions, true);
        this.keeping = oneInstant(transactions, false);
    }

    private static TransactionTemplate oneInstant(
            PlatformTransactionManager transactions, boolean readOnly) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        template.setReadOnly(readOnly);
        return template;
    }

    /// Runs all audits; changes nothing.
    public Findings examine(Extent extent) {
        Findings findings = new Findings();
        oneInstant.executeWithoutResult(_ -> examine(extent, findings));
        return findings;
    }

    /// Runs all audits on what came since the last checkpoint, and leaves a checkpoint if they find
    /// nothing.
    public Findings examineAndKeep() {
        Findings findings = new Findings();
        keeping.executeWithoutResult(_ -> {
            examine(Extent.SINCE_CHECKPOINT, findings);
            if (findings.none()) {
                audits.forEach(Audit::keep);
            }
        });
        return findings;
    }

    private void examine(Extent extent, Findings findings) {
        bePatient();
        audits.forEach(audit -> audit.examine(extent, findings));
    }

    /// For this transaction's connection; the pool sets its own patience again.
    private void bePatient() {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
