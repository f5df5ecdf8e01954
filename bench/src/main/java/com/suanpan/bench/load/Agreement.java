package com.suanpan.bench.load;

import com.suanpan.bench.load.PlatformDatabase.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Holds three records of a run against each other, payment by payment and to the last fen: the
/// merchants', the database's, the provider's. Each sentence is one thing on which they differ.
final class Agreement {

    /// Codes after which nothing may have been written.
    private static final List<String> BEFORE_ANYTHING = List.of("SYSTEM_BUSY", "RATE_LIMITED");

    private static final String PAID = "SUCCEEDED";

    private final Map<String, SandboxRecord> provider;
    private final Set<String> nobodys;
    private final boolean providerKnows;
    private final boolean paidInTheEnd;
    private final Map<String, List<Row>> books = new HashMap<>();
    private final List<String> differences = new ArrayList<>();

    /// @param provider the sandbox's record of this run, by flow number
    /// @param providerKnows whether each accepted payment reached the provider
    /// @param paidInTheEnd whether each accepted payment must have been paid and told
    Agreement(Map<String, SandboxRecord> provider, boolean providerKnows, boolean paidInTheEnd) {
        this.provider = provider;
        this.nobodys = new HashSet<>(provider.keySet());
        this.providerKnows = providerKnows;
        this.paidInTheEnd = paidInTheEnd;
    }

    /// A row of the database.
    void book(Row row) {
        String flowNo = row.flowNo();
        if (flowNo != null) {
            nobodys.remove(flowNo);
        }
        books.computeIfAbsent(row.orderNo(), _ -> new ArrayList<>(1)).add(row);
    }

    /// What the merchants know; what differs is answered.
    List<String> holds(Collection<Payment> payments) {
        for (Payment payment : payments) {
            List<Row> rows = Objects.requireNonNullElse(books.remove(payment.orderNo), List.of());
            rows.forEach(row -> same(payment, row));
            switch (payment.called) {
                case ACCEPTED -> accepted(payment, rows);
                case REFUSED -> refused(payment, rows);
                case UNKNOWN -> {}
                case UNDER_WAY -> differ(payment, "its call never ended");
            }
        }
        books.keySet().forEach(orderNo -> differences.add(orderNo + ": nobody ordered it"));
        nobodys.forEach(flowNo ->
                differences.add("flow " + flowNo + ": the provider has it, the books do not"));
        return differences;
    }

    /// What must hold of every row, whatever its merchant was told.
    private void same(Payment payment, Row row) {
        if (row.amount() != payment.fen) {
            differ(payment, "ordered %d fen, booked %d".formatted(payment.fen, row.amount()));
        }
        String flowNo = row.flowNo();
        if (flowNo == null) {
            return;
        }
        if (row.flowPaid() != row.paid()) {
            differ(
                    payment,
                    "its order has %d fen, its flow %d".formatted(row.paid(), row.flowPaid()));
        }
        SandboxRecord there = provider.get(flowNo);
        long paidThere = there == null ? 0 : there.paid();
        if (row.paid() != paidThere) {
            differ(
                    payment,
                    "the provider took %d fen, the books %d".formatted(paidThere, row.paid()));
        }
        if (there != null && there.pays() != 1) {
            differ(payment, "the provider was called %d times to pay".formatted(there.pays()));
        }
    }

    private void accepted(Payment payment, List<Row> rows) {
        if (rows.size() != 1 || !payment.flowNo.equals(rows.getFirst().flowNo())) {
            differ(payment, "accepted, and the database has " + rows);
            return;
        }
        SandboxRecord there = provider.get(payment.flowNo);
        if (providerKnows && there == null) {
            differ(payment, "accepted, and the provider knows nothing of flow " + payment.flowNo);
        } else if (there != null && there.amount() != payment.fen) {
            differ(payment, "ordered %d fen, asked for %d".formatted(payment.fen, there.amount()));
        }
        Row row = rows.getFirst();
        if (paidInTheEnd) {
            if (row.paid() != payment.fen || !row.status().equals(PAID)) {
                differ(payment, "accepted and not paid: " + row);
            } else if (!row.synced().equals(PAID) || payment.noticedAt == 0) {
                differ(payment, "paid, and its merchant was not told: " + row);
            }
        }
    }

    private void refused(Payment payment, List<Row> rows) {
        if (!rows.isEmpty() && BEFORE_ANYTHING.contains(payment.why)) {
            differ(payment, "refused %s, and yet written".formatted(payment.why));
        }
    }

    private void differ(Payment payment, String how) {
        differences.add(payment.orderNo + ": " + how);
    }
}
