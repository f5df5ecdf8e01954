create view hold_state as
select h.lane, h.hold_no, h.kind, h.reference, h.status, h.posted,
       coalesce(sum(l.amount) filter (where l.side = 'DEBIT'), 0)::bigint as held
from hold h
left join hold_leg l on l.lane = h.lane and l.hold_no = h.hold_no
group by h.lane, h.hold_no, h.kind, h.reference, h.status, h.posted;
comment on view hold_state is '冻结视图: each hold and what it held; what other rooms may hold their rows against';
