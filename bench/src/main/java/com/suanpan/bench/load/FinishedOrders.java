package com.suanpan.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Writes finished orders of one lane straight into the tables, as they stand after a payment by the mock
/// channel whose notice was delivered: order, flow, posting, entries, balances, notice, its try, and the
/// message with the channel. All rows agree with each other, so that the audit stays green; they were made
/// by the database itself, some ten thousand times faster than payments are.
final class FinishedOrders {

    private static final String MAKE_ROOM =
            """
            create temporary table filling (
                number bigint primary key, at timestamptz, merchant_id text, amount bigint,
                fee bigint, pay_order_no text, flow_no text, notice_no text) on commit delete rows;
            create temporary table filling_merchant (n bigint primary key, merchant_id text, slot int)
            """;

    /// The numbers of servers 997 to 999 at times that are past: no server that runs can make them again.
    private static final String NUMBERS =
            """
            insert into filling
            select k, at, m.merchant_id, amount, (amount * 60 + 5000) / 10000,
                head || '997' || tail, head || '998' || tail, head || '999' || tail
            from generate_series(?::bigint, ?::bigint) as k
            cross join lateral (
                select ?::timestamptz + k * ?::interval as at, 100 + k * 7919 % 99991 as amount) as made
            join filling_merchant m on m.n = k % ?
            cross join lateral (
                select to_char(at at time zone 'Asia/Shanghai', 'YYMMDDHH24MISS')
                        || lpad(m.slot::text, 4, '0') as head,
                    lpad((k % 10000000)::text, 7, '0') as tail) as parts
            """;

    private static final String ORDERS =
            """
            insert into payment_order (
                lane, pay_order_no, merchant_id, order_no, amount, currency, fee, settle_mode, subject,
                notify_url, fingerprint, cashier_token, pay_method, method_fingerprint, channel_code,
                flow_no, status, stage, sync_status, paid_amount, refunded_amount, close_wanted,
                deferred, created_at, updated_at, expires_at, paid_at, notified_at, synced_at)
            select :lane, pay_order_no, merchant_id, 'F' || pay_order_no, amount, 'CNY', fee, 'T1',
                'Filled', 'http://127.0.0.2:9/notice', md5('o' || number) || md5('p' || number),
                left(md5('t' || :lane || ' ' || number), 24), 'MOCK_QR',
                md5('m' || number) || md5('n' || number), 'load-mock', flow_no, 'SUCCEEDED', 'PAID',
                'SUCCEEDED', amount, 0, false, false, at, at + interval '1 second',
                at + interval '30 minutes', at, at + interval '1 second', at + interval '1 second'
            from filling order by number
            """;

    private static final String FLOWS =
            """
            insert into payment_flow (
                lane, flow_no, pay_order_no, merchant_id, provider, channel_code, pay_method,
                channel_request_no, channel_order_no, amount, currency, paid, status, stage,
                credential, asked, repeats, limit_at, created_at, paid_at, completed_at)
            select :lane, flow_no, pay_order_no, merchant_id, 'MOCK', 'load-mock', 'MOCK_QR', flow_no,
                '9001' || flow_no, amount, 'CNY', amount, 'SUCCEEDED', 'PAID',
                '{"code":"http://127.0.0.1:9090/payer/' || md5('c' || number) || '"}', 0, 0,
                at + interval '30 minutes', at, at, at + interval '1 second'
            from filling order by number
            """;

    private static final String LEGS =
            """
            select f.number, f.at, f.flow_no, l.leg, l.account_no, l.side, l.amount
            from filling f
            cross join lateral (values
                (1, 'CHANNEL_RECEIVABLE:load-mock:CNY', 'DEBIT', f.amount),
                (2, 'MERCHANT_PENDING:' || f.merchant_id || ':CNY', 'CREDIT', f.amount - f.fee),
                (3, 'FEE_INCOME:-:CNY', 'CREDIT', f.fee)) as l (leg, account_no, side, amount)
            """;

    private static final String POSTINGS =
            """
            insert into posting (lane, posting_no, kind, reference, content, posted_at)
            select :lane, 'P' || flow_no, 'PAYMENT', flow_no,
                'PAYMENT|' || flow_no || '|CHANNEL_RECEIVABLE:load-mock:CNY D ' || amount
                    || '|MERCHANT_PENDING:' || merchant_id || ':CNY C ' || amount - fee
                    || '|FEE_INCOME:-:CNY C ' || fee,
                at + interval '1 second'
            from filling order by number
            """;

    private static final String ACCOUNTS =
            """
            insert into account (lane, account_no, kind, owner, currency, opened_at)
            select distinct on (account_no) :lane, account_no, split_part(account_no, ':', 1),
                split_part(account_no, ':', 2), 'CNY', at
            from (%s) legs order by account_no, number
            on conflict do nothing
            """
                    .formatted(LEGS);

    /// Each leg is on its account's normal side, so balances only grow.
    private static final String ENTRIES =
            """
            insert into entry (
                lane, posting_no, leg, account_no, side, amount, currency, account_seq,
                balance_after, posted_at)
            select :lane, 'P' || legs.flow_no, legs.leg, legs.account_no, legs.side, legs.amount, 'CNY',
                a.entries + row_number() over of_account,
                abs(a.debits_posted - a.credits_posted) + sum(legs.amount) over of_account,
                legs.at + interval '1 second'
            from (%s) legs
            join account a on a.lane = :lane and a.account_no = legs.account_no
            window of_account as (partition by legs.account_no order by legs.number)
            """
                    .formatted(LEGS);

    private static final String BALANCES =
            """
            update account a
            set entries = a.entries + s.entries, debits_posted = a.debits_posted + s.debits,
                credits_posted = a.credits_posted + s.credits
            from (
                select account_no, count(*) as entries,
                    coalesce(sum(amount) filter (where side = 'DEBIT'), 0) as debits,
                    coalesce(sum(amount) filter (where side = 'CREDIT'), 0) as credits
                from (%s) legs group by account_no) s
            where a.lane = :lane and a.account_no = s.account_no
            """
                    .formatted(LEGS);

    private static final String NOTICES =
            """
            insert into notice (
                lane, notice_no, merchant_id, notice_type, pay_order_no, content, notify_url, status,
                claims, failures, next_try_at, give_up_at, created_at, delivered_at)
            select :lane, notice_no, merchant_id, 'PAYMENT', pay_order_no,
                json_build_object('notice_type', 'PAYMENT', 'merchant_id', merchant_id,
                    'order_no', 'F' || pay_order_no, 'pay_order_no', pay_order_no,
                    'flow_no', flow_no, 'channel_order_no', '9001' || flow_no,
                    'pay_method', 'MOCK_QR', 'amount', amount / 100 || '.' || lpad((amount % 100)::text, 2, '0'),
                    'paid_amount', amount / 100 || '.' || lpad((amount % 100)::text, 2, '0'),
                    'refunded_amount', '0.00', 'fee', fee / 100 || '.' || lpad((fee % 100)::text, 2, '0'),
                    'currency', 'CNY', 'status', 'SUCCEEDED', 'stage', 'PAID', 'created_at', at,
                    'paid_at', at, 'expires_at', at + interval '30 minutes')::text,
                'http://127.0.0.2:9/notice', 'DELIVERED', 1, 0, at + interval '31 seconds',
                at + interval '1 day', at + interval '1 second', at + interval '1 second'
            from filling where at >= :kept order by number
            """;

    private static final String TRIES =
            """
            insert into notice_try (lane, notice_no, try_no, tried_at, http_status, took_ms)
            select :lane, notice_no, 1, at + interval '1 second', 200, 3
            from filling where at >= :kept order by number
            """;

    private static final String MESSAGES =
            """
            insert into channel_message (
                lane, channel_code, operation, request_no, url, request, outcome, status, answer,
                took_ms, called_at)
            select :lane, 'load-mock', 'pay', flow_no, 'http://127.0.0.1:9090/mock/pay',
                '{"merchant_no":"M1","order_no":"' || flow_no || '","amount":' || amount
                    || ',"currency":"CNY","subject":"Filled","scene":"QR"}',
                'RECEIVED', 200,
                '{"code":"SUCCESS","merchant_no":"M1","order_no":"' || flow_no || '","amount":'
                    || amount || ',"currency":"CNY","status":"WAITING"}', 7, at
            from filling where at >= :kept order by number
            """;

    private static final List<String> TABLES =
            List.of(ORDERS, FLOWS, POSTINGS, ACCOUNTS, ENTRIES, BALANCES, NOTICES, TRIES, MESSAGES);

    private final Connection connection;
    private final int lane;
    private final int merchants;
    private final Instant from;
    private final Duration step;
    private final String kept;

    /// A merchant of this lane, and its slot.
    record Owner(String merchantId, int slot) {}

    /// @param from when the first order was placed, and `step` after each the next
    /// @param keptFrom of orders before it notices and messages are not kept any more
    FinishedOrders(
            Connection connection,
            int lane,
            List<Owner> owners,
            Instant from,
            Duration step,
            Instant keptFrom)
            throws SQLException {
        this.connection = connection;
        this.lane = lane;
        this.merchants = owners.size();
        this.from = from;
        this.step = step;
        this.kept = "timestamptz '" + keptFrom + "'";
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute(MAKE_ROOM);
        }
        try (PreparedStatement statement =
                connection.prepareStatement("insert into filling_merchant values (?, ?, ?)")) {
            for (int i = 0; i < merchants; i++) {
                statement.setInt(1, i);
                statement.setString(2, owners.get(i).merchantId());
                statement.setInt(3, owners.get(i).slot());
                statement.execute();
            }
        }
        connection.setAutoCommit(false);
    }

    /// Writes orders number `first` to `last`, in one transaction.
    void write(long first, long last) throws SQLException {
        try (PreparedStatement numbers = connection.prepareStatement(NUMBERS)) {
            numbers.setLong(1, first);
            numbers.setLong(2, last);
            numbers.setObject(3, from.atOffset(ZoneOffset.UTC));
            numbers.setString(4, step.toNanos() / 1000 + " microseconds");
            numbers.setInt(5, merchants);
            numbers.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.executeUpdate(
                        table.replace(":lane", Integer.toString(lane)).replace(":kept", kept));
            }
        }
        connection.commit();
    }
}
