package com.suanpan.console;

import com.suanpan.outbound.Alerts;
import com.suanpan.store.Finding;
import com.suanpan.store.Findings;
import com.suanpan.store.RecurringJob;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the console does again and again.
@Configuration(proxyBeanMethods = false)
class ConsoleJobs {

    @Bean
    RecurringJob auditBooks(Audits audits, Alerts alerts, AuditMeters meters) {
        return new RecurringJob(
                "audit-books",
                Duration.ofHours(1),
                () -> {
                    Findings findings = audits.examineAndKeep();
                    meters.ran(findings);
                    alarm(findings, alerts);
                });
    }

    /// One alert, whatever was found; `./suanpan audit` names all of it.
    static void alarm(Findings findings, Alerts alerts) {
        if (findings.none()) {
            return;
        }
        Finding first = findings.kept().getFirst();
        alerts.raise(
                "BOOKS_DISAGREE",
                first.subject(),
                "%d findings; the first: %s %s"
                        .formatted(findings.count(), first.law(), first.text()));
    }
}
