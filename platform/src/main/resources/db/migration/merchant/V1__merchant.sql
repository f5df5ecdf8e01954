create table merchant_config (
    merchant_id text primary key check (merchant_id ~ '^[0-9A-Za-z_-]{1,32}$'),
    merchant_name text not null,
    sign_type text not null check (sign_type in ('HMAC_SHA256', 'RSA2')),
    our_private_key bytea not null,
    our_public_key text not null,
    webhook_secret bytea not null,
    webhook_secret_before bytea,
    notify_url text,
    notice_needs_success boolean not null default false,
    status text not null check (status in ('ACTIVE', 'STOPPED')),
    rate_bps int not null default 60 check (rate_bps between 0 and 10000),
    settle_mode text not null default 'T1' check (settle_mode in ('D0', 'T1')),
    allowed_ips text[] not null default '{}',
    bucket_capacity int not null check (bucket_capacity > 0),
    bucket_refill int not null check (bucket_refill > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null
);
comment on table merchant_config is '商户配置 who may call us; grows with the merchants only';
comment on column merchant_config.merchant_id is '商户号';
comment on column merchant_config.merchant_name is '商户名称';
comment on column merchant_config.sign_type is '签名方式 how the merchant signs and we answer';
comment on column merchant_config.our_private_key is '平台私钥 signs our RSA2 answers (PKCS#8 in Base64), sealed';
comment on column merchant_config.our_public_key is '平台公钥 verifies our RSA2 answers (X.509 in Base64)';
comment on column merchant_config.webhook_secret is '通知密钥 whsec_…, signs notices (Standard Webhooks), sealed';
comment on column merchant_config.webhook_secret_before is '旧通知密钥 valid beside the newer one while rotating, sealed';
comment on column merchant_config.notify_url is '通知地址 where notices go unless the order says otherwise';
comment on column merchant_config.notice_needs_success is '通知须回 success whether a notice counts only if the answer is "success"';
comment on column merchant_config.status is '状态';
comment on column merchant_config.rate_bps is '费率 in basis points';
comment on column merchant_config.settle_mode is '结算方式';
comment on column merchant_config.allowed_ips is 'IP 白名单 addresses or CIDR blocks; empty is any';
comment on column merchant_config.bucket_capacity is '令牌桶容量 calls at once';
comment on column merchant_config.bucket_refill is '令牌桶速率 calls a second';
comment on column merchant_config.created_at is '创建时间';
comment on column merchant_config.updated_at is '更新时间';

create table merchant_key (
    key_no bigint generated always as identity,
    api_key text primary key,
    merchant_id text not null references merchant_config,
    secret_key bytea not null,
    public_key text,
    scopes text[] not null,
    created_at timestamptz not null
);
create index merchant_key_merchant on merchant_key (merchant_id, key_no);
comment on table merchant_key is '商户密钥 the generations of a merchant''s keys';
comment on column merchant_key.key_no is '序号 the highest is the newest, which is the default';
comment on column merchant_key.api_key is '密钥编号 names the generation';
comment on column merchant_key.merchant_id is '商户号';
comment on column merchant_key.secret_key is '密钥 signs under HMAC-SHA256, sealed';
comment on column merchant_key.public_key is '商户公钥 verifies under RSA2 (X.509, PEM or Base64)';
comment on column merchant_key.scopes is '权限 PAY, QUERY, REFUND, PAYOUT';
comment on column merchant_key.created_at is '创建时间';
