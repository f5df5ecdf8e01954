package com.suanpan.ledger;

import com.suanpan.money.Currency;
import com.suanpan.store.Column;
import com.suanpan.store.Query;
import com.suanpan.store.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `account`.
@Repository
class Accounts {

    private static final String COLUMNS =
            """
            kind, owner, currency, debits_pending, debits_posted, credits_pending, credits_posted,
            overdraft, frozen, entries
            """;

    private static final String OPEN =
            """
            insert into account (lane, account_no, kind, owner, currency, opened_at)
            select :lane, n.account_no, n.kind, n.owner, n.currency, :now
            from unnest(:accountNos, :kinds, :owners, :currencies)
                as n (account_no, kind, owner, currency)
            order by n.account_no
            on conflict do nothing
            """;

    private static final String LOCK =
            "select "
                    + COLUMNS
                    + """
                    from account
                    where lane = :lane and account_no = any(:accountNos)
                    order by account_no
                    for update
                    """;

    private static final String ONE =
            "select " + COLUMNS + " from account where lane = :lane and account_no = :accountNo";

    private static final String MOVE =
            """
            update account a
            set debits_pending = n.debits_pending, debits_posted = n.debits_posted,
                credits_pending = n.credits_pending, credits_posted = n.credits_posted,
                entries = n.entries, overdraft = n.overdraft, frozen = n.frozen
            from unnest(:accountNos, :debitsPending, :debitsPosted, :creditsPending,
                        :creditsPosted, :entries, :overdrafts, :frozens, :debitsPendingBefore,
                        :creditsPendingBefore, :entriesBefore)
                as n (account_no, debits_pending, debits_posted, credits_pending,
                      credits_posted, entries, overdraft, frozen, debits_pending_before,
                      credits_pending_before, entries_before)
            where a.lane = :lane and a.account_no = any(:accountNos)
                and a.account_no = n.account_no and a.entries = n.entries_before
                and a.debits_pending = n.debits_pending_before
                and a.credits_pending = n.credits_pending_before
            """;

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(int lane, List<AccountRef> refs, Instant now) {
        jdbc.sql(OPEN)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("accountNos", Column.text(refs, AccountRef::accountNo))
                .param("kinds", Column.name(refs, AccountRef::kind))
                .param("owners", Column.text(refs, AccountRef::owner))
                .param("currencies", Column.name(refs, AccountRef::currency))
                .update();
    }

    /// Locks accounts as they stand with all that this transaction has moved.
    Query<Account> lock(int lane, Collection<AccountRef> refs) {
        Write.sendIfWaiting(MOVE);
        return Query.of(jdbc, LOCK, (rs, row) -> account(rs))
                .param("lane", lane)
                .param("accountNos", Column.text(List.copyOf(refs), AccountRef::accountNo));
    }

    Account find(int lane, AccountRef ref) {
        return jdbc.sql(ONE)
                .param("lane", lane)
                .param("accountNo", ref.accountNo())
                .query((rs, row) -> account(rs))
                .optional()
                .orElse(Account.opened(ref));
    }

    /// Writes new counters over the very states that were decided on.
    void move(int lane, Written<AccountRef, Account> accounts) {
        List<Account> changed = accounts.changed();
        List<Account> before =
                changed.stream()
                        .map(a -> Objects.requireNonNull(accounts.before(a.ref())))
                        .toList();
        Write.of(jdbc, MOVE)
                .param("lane", lane)
                .param("accountNos", Column.text(changed, a -> a.ref().accountNo()))
                .param("debitsPending", Column.number(changed, Account::debitsPending))
                .param("debitsPosted", Column.number(changed, Account::debitsPosted))
                .param("creditsPending", Column.number(changed, Account::creditsPending))
                .param("creditsPosted", Column.number(changed, Account::creditsPosted))
                .param("entries", Column.number(changed, Account::entries))
                .param("overdrafts", Column.number(changed, Account::overdraft))
                .param("frozens", Column.flag(changed, Account::frozen))
                .param("debitsPendingBefore", Column.number(before, Account::debitsPending))
                .param("creditsPendingBefore", Column.number(before, Account::creditsPending))
                .param("entriesBefore", Column.number(before, Account::entries))
                .hits("account", changed.size());
    }

    private static Account account(ResultSet rs) throws SQLException {
        AccountRef ref =
                new AccountRef(
                        AccountKind.valueOf(rs.getString("kind")),
                        rs.getString("owner"),
                        Currency.valueOf(rs.getString("currency")));
        return new Account(
                ref,
                rs.getLong("debits_pending"),
                rs.getLong("debits_posted"),
                rs.getLong("credits_pending"),
                rs.getLong("credits_posted"),
                rs.getLong("overdraft"),
                rs.getBoolean("frozen"),
                rs.getLong("entries"));
    }
}
