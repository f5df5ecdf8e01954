create view final_refund as
select lane, refund_flow_no, pay_order_no, merchant_id, status, sync_status
from refund
where status <> 'PROCESSING';
comment on view final_refund is '终态退款视图: what other rooms may hold their rows against';
