create table nonce (
    lane int not null,
    merchant_id text not null,
    nonce text not null,
    expires_at timestamptz not null,
    primary key (lane, merchant_id, nonce)
);
create index nonce_expiry on nonce (lane, expires_at);
comment on table nonce is '随机串 what each merchant used lately; kept until the call''s timestamp is too old to be accepted, 10 minutes at most';
comment on column nonce.lane is '分片 of the merchant';
comment on column nonce.merchant_id is '商户号';
comment on column nonce.nonce is '随机串 as sent';
comment on column nonce.expires_at is '过期时间 when the row may go';
