package com.suanpan.console;

import com.suanpan.store.Audit;
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

    Audits(List<Audit> audits, DataSource dataSource, PlatformTransactionManager transactions) {
        this.audits = List.copyOf(audits);
        this.dataSource = dataSource;
        this.oneInstant = new TransactionTemplate(transactions);
        oneInstant.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneInstant.setReadOnly(true);
    }

    /// Runs all audits; changes nothing.
    public Findings examine() {
        Findings findings = new Findings();
        oneInstant.executeWithoutResult(_ -> {
            bePatient();
            audits.forEach(audit -> audit.examine(findings));
        });
        return findings;
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
