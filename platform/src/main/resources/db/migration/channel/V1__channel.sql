create table channel_config (
    channel_code    text        primary key check (channel_code ~ '^[0-9A-Za-z_-]{1,32}$'),
    channel_name    text        not null,
    provider        text        not null,
    generation      bigint      not null default 1,
    config_data     bytea       not null,
    status          text        not null check (status in ('ON', 'OFF')),
    weight          int         not null default 100 check (weight >= 0),
    currency        text        not null default 'CNY',
    daily_limit     bigint      check (daily_limit > 0),
    single_limit    bigint      check (single_limit > 0),
    support_methods text[]      not null default '{}',
    cost_bps        int         not null default 0 check (cost_bps between 0 and 10000),
    ask_seconds     int         check (ask_seconds > 0),
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
create index channel_config_provider on channel_config (provider, channel_code);
comment on table channel_config is '通道配置: one account that we hold at a provider; grows with the accounts only';
comment on column channel_config.channel_code is '通道编码: part of the callback''s address';
comment on column channel_config.channel_name is '通道名称';
comment on column channel_config.provider is '服务商';
comment on column channel_config.generation is '版本: grows with each change';
comment on column channel_config.config_data is '通道参数: the provider''s settings as JSON, sealed';
comment on column channel_config.status is '状态';
comment on column channel_config.weight is '权重: higher is tried first';
comment on column channel_config.currency is '币种 of the limits';
comment on column channel_config.daily_limit is '日限额, minor units; empty is none';
comment on column channel_config.single_limit is '单笔限额, minor units; empty is none';
comment on column channel_config.support_methods is '支持的支付方式; empty is all of the provider''s';
comment on column channel_config.cost_bps is '通道费率: what the provider takes of us, in basis points';
comment on column channel_config.ask_seconds is '查询间隔: longer than the provider''s own where we must be gentle; empty is the provider''s';
comment on column channel_config.created_at is '创建时间';
comment on column channel_config.updated_at is '更新时间';

create table channel_message (
    lane         int         not null,
    message_id   bigint      generated always as identity,
    channel_code text        not null,
    operation    text        not null,
    request_no   text        not null,
    url          text        not null,
    request      text        not null,
    outcome      text        not null check (outcome in ('RECEIVED', 'NOT_SENT', 'LOST')),
    status       int,
    answer       text        not null,
    took_ms      bigint      not null check (took_ms >= 0),
    called_at    timestamptz not null,
    primary key (lane, message_id)
);
create index channel_message_request_no on channel_message (lane, request_no);
create index channel_message_called_at on channel_message (lane, called_at);
comment on table channel_message is '通道报文: what we asked a provider and what it said, masked; kept for 180 days, then deleted by the job forget-channel-messages';
comment on column channel_message.lane is '分区';
comment on column channel_message.message_id is '序号, never leaves the database';
comment on column channel_message.channel_code is '通道编码';
comment on column channel_message.operation is '操作: pay, query, close, …';
comment on column channel_message.request_no is '请求单号: the number that the channel sees';
comment on column channel_message.url is '地址, its query masked';
comment on column channel_message.request is '请求报文, masked, its head';
comment on column channel_message.outcome is '结果: whether an answer came, nothing was sent, or we cannot know';
comment on column channel_message.status is 'HTTP 状态码 of an answer';
comment on column channel_message.answer is '应答报文, masked, its head; without an answer, why';
comment on column channel_message.took_ms is '耗时, milliseconds';
comment on column channel_message.called_at is '调用时间';
