create index notice_due_of_merchant on notice (lane, merchant_id, next_try_at) where status = 'WAITING';
drop index notice_due;
