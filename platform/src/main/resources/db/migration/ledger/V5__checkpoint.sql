create table ledger_checkpoint (
    lane     int         primary key,
    until    timestamptz not null,
    postings bigint      not null check (postings >= 0)
);
comment on table ledger_checkpoint is '稽核检查点: what an audit found in agreement needs no second look each hour; the whole audit ignores it';
comment on column ledger_checkpoint.lane is '分区';
comment on column ledger_checkpoint.until is '截止时间: postings and ends of holds before it were verified';
comment on column ledger_checkpoint.postings is '已稽核记账数: those before it that were not refused';

create table account_checkpoint (
    lane       int    not null,
    account_no text   not null,
    entries    bigint not null check (entries >= 0),
    debits     bigint not null check (debits >= 0),
    credits    bigint not null check (credits >= 0),
    balance    bigint not null,
    primary key (lane, account_no)
);
comment on table account_checkpoint is '账户检查点: an account as an audit found it to be the sum of its entries';
comment on column account_checkpoint.lane is '分区';
comment on column account_checkpoint.account_no is '账户号';
comment on column account_checkpoint.entries is '已稽核分录数: through which place in the account';
comment on column account_checkpoint.debits is '借方合计, minor units';
comment on column account_checkpoint.credits is '贷方合计, minor units';
comment on column account_checkpoint.balance is '余额 after that place, minor units';

create index posting_by_time on posting using brin (posted_at) with (autosummarize = on);
create index entry_by_time on entry using brin (posted_at) with (autosummarize = on);
