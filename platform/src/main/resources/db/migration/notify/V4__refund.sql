alter table notice add column refund_flow_no text;
alter table notice drop constraint notice_notice_type_check;
alter table notice add constraint notice_notice_type_check
    check (notice_type = case when refund_flow_no is null then 'PAYMENT' else 'REFUND' end);
alter table notice drop constraint notice_lane_pay_order_no_notice_type_key;
create unique index notice_once on notice (lane, pay_order_no, notice_type, refund_flow_no) nulls not distinct;
comment on column notice.refund_flow_no is '退款流水号 of the refund that it tells of; empty if it tells of the order';
