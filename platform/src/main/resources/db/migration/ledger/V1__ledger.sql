create table account (
    lane            int         not null,
    account_no      text        not null,
    kind            text        not null,
    owner           text        not null,
    currency        text        not null,
    debits_pending  bigint      not null default 0 check (debits_pending >= 0),
    debits_posted   bigint      not null default 0 check (debits_posted >= 0),
    credits_pending bigint      not null default 0 check (credits_pending >= 0),
    credits_posted  bigint      not null default 0 check (credits_posted >= 0),
    overdraft       bigint      not null default 0 check (overdraft >= 0),
    frozen          boolean     not null default false,
    entries         bigint      not null default 0 check (entries >= 0),
    opened_at       timestamptz not null,
    primary key (lane, account_no)
);
comment on table account is '账户: four counters an account, in minor units; kept for ever';
comment on column account.lane is '分区';
comment on column account.account_no is '账户号: kind, owner and currency';
comment on column account.kind is '账户类别';
comment on column account.owner is '所有者: a merchant, a channel account, or - for the platform';
comment on column account.currency is '币种';
comment on column account.debits_pending is '借方冻结';
comment on column account.debits_posted is '借方发生额';
comment on column account.credits_pending is '贷方冻结';
comment on column account.credits_posted is '贷方发生额';
comment on column account.overdraft is '透支额度: how far below zero a constrained account may go';
comment on column account.frozen is '账户冻结: stops debits only';
comment on column account.entries is '分录数';
comment on column account.opened_at is '开户时间';

create table posting (
    lane       int         not null,
    posting_no text        not null,
    kind       text        not null,
    reference  text        not null,
    content    text        not null,
    posted_at  timestamptz not null,
    primary key (lane, posting_no)
);
comment on table posting is '记账: what moved money; never changed, kept for ever';
comment on column posting.lane is '分区';
comment on column posting.posting_no is '记账单号: idempotent within its lane';
comment on column posting.kind is '记账类型';
comment on column posting.reference is '业务单号';
comment on column posting.content is '内容: the same number with another content is refused';
comment on column posting.posted_at is '记账时间';

create table entry (
    lane          int         not null,
    posting_no    text        not null,
    leg           int         not null,
    account_no    text        not null,
    side          text        not null check (side in ('DEBIT', 'CREDIT')),
    amount        bigint      not null check (amount > 0),
    currency      text        not null,
    account_seq   bigint      not null,
    balance_after bigint      not null,
    posted_at     timestamptz not null,
    primary key (lane, posting_no, leg),
    unique (lane, account_no, account_seq),
    foreign key (lane, posting_no) references posting (lane, posting_no)
);
comment on table entry is '分录: one leg of a posting; never changed, kept for ever';
comment on column entry.lane is '分区';
comment on column entry.posting_no is '记账单号';
comment on column entry.leg is '序号 in the posting';
comment on column entry.account_no is '账户号';
comment on column entry.side is '借贷方向';
comment on column entry.amount is '金额, minor units';
comment on column entry.currency is '币种';
comment on column entry.account_seq is '序号 in the account';
comment on column entry.balance_after is '记账后余额, minor units';
comment on column entry.posted_at is '记账时间';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'M10: % is never changed', tg_table_name;
end
$$;
create trigger posting_never_changes before update or delete or truncate on posting
    for each statement execute function refuse_change();
create trigger entry_never_changes before update or delete or truncate on entry
    for each statement execute function refuse_change();
