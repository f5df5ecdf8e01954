create view posted_leg as
select e.lane, e.posting_no, e.leg, p.kind as posting_kind, p.reference, a.kind as account_kind,
       a.owner, e.side, e.amount, e.currency, e.balance_after, e.posted_at
from entry e
join posting p on p.lane = e.lane and p.posting_no = e.posting_no
join account a on a.lane = e.lane and a.account_no = e.account_no;
comment on view posted_leg is '分录视图: each entry with its posting and account; what other rooms may hold their rows against';
