package com.suanpan.ledger;

import com.suanpan.store.Findings;
import java.util.Map;
import java.util.TreeMap;

/// The sums over all accounts, by currency, and by kind of account and currency.
final class LedgerSums {

    private long accounts;
    private long entries;
    private long read;
    private final Map<String, long[]> posted = new TreeMap<>();
    private final Map<String, long[]> pending = new TreeMap<>();
    private final Map<String, Map<AccountKind, Long>> balances = new TreeMap<>();

    void add(AuditedAccount account) {
        accounts++;
        entries += account.summed().rows();
        read += account.summed().read();
        String currency = account.currency() == null ? "-" : account.currency();
        add(posted, currency, account.summed().debits(), account.summed().credits());
        AuditedAccount.Counters counters = account.counters();
        add(pending, currency, counters.debitsPending(), counters.creditsPending());
        account.knownKind()
                .ifPresent(kind ->
                        balances.computeIfAbsent(currency, _ -> new TreeMap<>())
                                .merge(kind, account.balance(kind), Math::addExact));
    }

    /// Says what was counted, and where the sums do not agree.
    void close(Findings findings) {
        findings.counted("accounts", Long.toString(accounts));
        findings.counted("entries", Long.toString(entries));
        findings.counted("entries read", Long.toString(read));
        agree("posted", posted, findings);
        agree("pending", pending, findings);
        balances.forEach((currency, byKind) -> close(currency, byKind, findings));
    }

    /// P9: what we owe and earned is what the channels owe us.
    private static void close(String currency, Map<AccountKind, Long> byKind, Findings findings) {
        long debit = 0;
        long credit = 0;
        for (Map.Entry<AccountKind, Long> sum : byKind.entrySet()) {
            findings.counted(sum.getKey() + " " + currency, Long.toString(sum.getValue()));
            switch (sum.getKey().normal()) {
                case DEBIT -> debit = Math.addExact(debit, sum.getValue());
                case CREDIT -> credit = Math.addExact(credit, sum.getValue());
            }
        }
        if (debit != credit) {
            findings.add(
                    "P9",
                    currency,
                    "channels owe %d, merchants, fees and suspense make %d"
                            .formatted(debit, credit));
        }
    }

    private static void agree(String what, Map<String, long[]> sums, Findings findings) {
        sums.forEach((currency, sum) -> {
            if (sum[0] != sum[1]) {
                findings.add(
                        "L1", currency, "%s debits %d, credits %d".formatted(what, sum[0], sum[1]));
            }
        });
    }

    private static void add(Map<String, long[]> to, String currency, long debits, long credits) {
        long[] sum = to.computeIfAbsent(currency, _ -> new long[2]);
        sum[0] = Math.addExact(sum[0], debits);
        sum[1] = Math.addExact(sum[1], credits);
    }
}
