-- sync_status bears witness of a notice that was forgotten with time.
create or replace view final_order as
select lane, pay_order_no, merchant_id, status, sync_status
from payment_order
where status <> 'PROCESSING';
