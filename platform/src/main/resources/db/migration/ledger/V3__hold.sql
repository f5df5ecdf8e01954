create table hold (
    lane       int         not null,
    hold_no    text        not null,
    kind       text,
    reference  text,
    hold_until timestamptz,
    status     text        not null check (status in ('OPEN', 'POSTED', 'RELEASED', 'EXPIRED', 'REFUSED')),
    posted     bigint      not null default 0 check (posted >= 0),
    why        text,
    account_no text,
    held_at    timestamptz not null,
    ended_at   timestamptz,
    primary key (lane, hold_no),
    check ((kind is null) = (reference is null)),
    check (kind is not null or status = 'RELEASED'),
    check ((status = 'REFUSED') = (why is not null)),
    check ((status = 'POSTED') = (posted > 0)),
    check ((status = 'OPEN') = (ended_at is null))
);
comment on table hold is '冻结: money set aside, and how that ended; only an open one changes, once; kept for ever';
comment on column hold.lane is '分区';
comment on column hold.hold_no is '冻结单号: idempotent within its lane; the number of the posting that it may become';
comment on column hold.kind is '记账类型; none where it was released before it came (空回滚)';
comment on column hold.reference is '业务单号';
comment on column hold.hold_until is '到期时间: refused from then on; none where only its owner may end it';
comment on column hold.status is '状态: OPEN, POSTED, RELEASED, EXPIRED, REFUSED';
comment on column hold.posted is '已确认金额, minor units; the rest was released';
comment on column hold.why is '拒绝原因: OVERDRAWN, FROZEN, TOO_LATE';
comment on column hold.account_no is '拒绝的账户号';
comment on column hold.held_at is '冻结时间';
comment on column hold.ended_at is '结束时间';
create index hold_due on hold (lane, hold_until) where status = 'OPEN' and hold_until is not null;

create table hold_leg (
    lane       int    not null,
    hold_no    text   not null,
    leg        int    not null,
    account_no text   not null,
    side       text   not null check (side in ('DEBIT', 'CREDIT')),
    amount     bigint not null check (amount > 0),
    currency   text   not null,
    primary key (lane, hold_no, leg),
    foreign key (lane, hold_no) references hold (lane, hold_no)
);
comment on table hold_leg is '冻结分录: what a hold sets aside; never changed, kept for ever';
comment on column hold_leg.lane is '分区';
comment on column hold_leg.hold_no is '冻结单号';
comment on column hold_leg.leg is '序号 in the hold';
comment on column hold_leg.account_no is '账户号';
comment on column hold_leg.side is '借贷方向';
comment on column hold_leg.amount is '金额, minor units';
comment on column hold_leg.currency is '币种';

alter table posting add column why text;
alter table posting add column account_no text;
comment on column posting.why is '拒绝原因: OVERDRAWN, FROZEN; a number that was refused stays refused, and has no entries';
comment on column posting.account_no is '拒绝的账户号';

create trigger hold_leg_never_changes before update or delete or truncate on hold_leg
    for each statement execute function refuse_change();

create function refuse_ended_hold() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or old.status <> 'OPEN' then
        raise exception 'M10: a hold that ended is never changed';
    end if;
    return new;
end
$$;
create trigger ended_hold_never_changes before update or delete on hold
    for each row execute function refuse_ended_hold();
create trigger hold_never_emptied before truncate on hold
    for each statement execute function refuse_change();
