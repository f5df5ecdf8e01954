package com.suanpan.bench.crash;

import com.suanpan.bench.Halt;
import com.suanpan.bench.load.PlatformDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What the platform's database says in the end. Amounts in fen.
///
/// @param receivable what the channels owe by the ledger
/// @param findings of the audit, each in a line
record Booked(
        List<Order> orders,
        List<Flow> flows,
        List<Stray> strays,
        List<Posting> postings,
        List<Notice> notices,
        long receivable,
        List<String> findings) {

    private static final String ORDERS =
            """
            select merchant_id, order_no, pay_order_no, amount, status, stage, paid_amount
            from payment_order
            """;

    private static final String FLOWS =
            "select flow_no, pay_order_no, provider, amount, paid, status, stage from payment_flow";

    private static final String STRAYS = "select flow_no, amount from stray_money";

    private static final String POSTINGS =
            """
            select reference, posting_kind, amount from posted_leg
            where account_kind = 'CHANNEL_RECEIVABLE' and side = 'DEBIT'
            """;

    private static final String NOTICES = "select pay_order_no, status from notice";

    private static final String RECEIVABLE =
            """
            select coalesce(sum(debits_posted - credits_posted), 0) from account
            where kind = 'CHANNEL_RECEIVABLE'
            """;

    private static final String OPEN_FLOWS =
            "select flow_no from payment_flow where status = 'PROCESSING'";

    private static final String OPEN_ORDERS =
            """
            select count(*) from payment_order o
            where o.status = 'PROCESSING' and not exists (
                select from payment_flow f where f.lane = o.lane
                    and f.pay_order_no = o.pay_order_no and f.status = 'PROCESSING')
            """;

    private static final String ASK_NOW =
            "update payment_flow set ask_at = now() where ask_at > now() + interval '1 second'";

    private static final String NOTICES_WAITING =
            "select count(*) from notice where status = 'WAITING'";

    /// @param says status and stage, `SUCCEEDED PAID`
    record Order(
            String merchantId,
            String orderNo,
            String payOrderNo,
            long amount,
            String says,
            long paid) {

        boolean isFinal() {
            return !says.startsWith("PROCESSING");
        }

        boolean isPaid() {
            return says.startsWith("SUCCEEDED");
        }
    }

    record Flow(
            String flowNo,
            String payOrderNo,
            String provider,
            long amount,
            long paid,
            String status,
            String stage) {

        boolean isOpen() {
            return status.equals("PROCESSING");
        }

        boolean counts() {
            return stage.equals("PAID");
        }
    }

    record Stray(String flowNo, long amount) {}

    /// What a posting put on a channel's account.
    record Posting(String flowNo, String kind, long amount) {}

    record Notice(String payOrderNo, String status) {}

    /// All of it but the audit, which is a command of its own.
    static Booked read(Path data, List<String> findings) {
        try (Connection connection = PlatformDatabase.connect(data)) {
            return new Booked(
                    all(
                            connection,
                            ORDERS,
                            row ->
                                    new Order(
                                            row.getString(1),
                                            row.getString(2),
                                            row.getString(3),
                                            row.getLong(4),
                                            row.getString(5) + " " + row.getString(6),
                                            row.getLong(7))),
                    all(
                            connection,
                            FLOWS,
                            row ->
                                    new Flow(
                                            row.getString(1),
                                            row.getString(2),
                                            row.getString(3),
                                            row.getLong(4),
                                            row.getLong(5),
                                            row.getString(6),
                                            row.getString(7))),
                    all(connection, STRAYS, row -> new Stray(row.getString(1), row.getLong(2))),
                    all(
                            connection,
                            POSTINGS,
                            row -> new Posting(row.getString(1), row.getString(2), row.getLong(3))),
                    all(connection, NOTICES, row -> new Notice(row.getString(1), row.getString(2))),
                    all(connection, RECEIVABLE, row -> row.getLong(1)).getFirst(),
                    findings);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /// The flows that have no end yet.
    static List<String> openFlows(Path data) {
        try (Connection connection = PlatformDatabase.connect(data)) {
            return all(connection, OPEN_FLOWS, row -> row.getString(1));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /// How many orders have no end yet though all their flows have one.
    static long openOrders(Path data) {
        return number(data, OPEN_ORDERS);
    }

    /// Lets the channels be asked at once about whatever is due later: after an outage that may be ten
    /// minutes.
    static void hurry(Path data) {
        try (Connection connection = PlatformDatabase.connect(data);
                PreparedStatement statement = connection.prepareStatement(ASK_NOW)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    static long noticesWaiting(Path data) {
        return number(data, NOTICES_WAITING);
    }

    static long receivable(Path data) {
        return number(data, RECEIVABLE);
    }

    private static long number(Path data, String sql) {
        try (Connection connection = PlatformDatabase.connect(data)) {
            return all(connection, sql, row -> row.getLong(1)).getFirst();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static Halt broken(SQLException e) {
        return new Halt("the platform's database does not answer: " + e.getMessage());
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> all(Connection connection, String sql, Reader<T> reader)
            throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(reader.read(rows));
            }
        }
        return all;
    }
}
