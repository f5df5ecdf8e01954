-- Nothing reads by these, and each costs every order; room in a page lets a change stay in it.
drop index payment_order_merchant;
drop index payment_order_processing;
alter table payment_order set (fillfactor = 85);
alter table payment_flow set (fillfactor = 85);
