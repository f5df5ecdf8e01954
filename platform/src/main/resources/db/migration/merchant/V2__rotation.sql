alter table merchant_key add column retired_at timestamptz;
comment on column merchant_key.retired_at is '停用时间: from then on it signs nothing; the row stays as a record';
alter table merchant_config add column webhook_before_until timestamptz;
comment on column merchant_config.webhook_before_until is '旧通知密钥有效期';
create index merchant_config_before on merchant_config (webhook_before_until)
    where webhook_before_until is not null;
