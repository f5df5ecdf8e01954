create view paid_flow as
select f.lane, f.flow_no, f.pay_order_no, f.merchant_id, f.channel_code, f.currency, f.paid, f.refunding,
       f.refunded, o.refunded_amount, o.stage as order_stage
from payment_flow f
join payment_order o on o.lane = f.lane and o.pay_order_no = f.pay_order_no
where f.stage = 'PAID';
comment on view paid_flow is '已付流水视图: flows that paid their orders, and how much of their money goes back; what other rooms may hold their rows against';
