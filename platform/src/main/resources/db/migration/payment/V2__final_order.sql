create view final_order as
select lane, pay_order_no, merchant_id, status
from payment_order
where status <> 'PROCESSING';
comment on view final_order is '终态订单视图: what other rooms may hold their rows against';
