create table payment_order (
    lane               int         not null,
    pay_order_no       text        not null,
    merchant_id        text        not null,
    order_no           text        not null,
    amount             bigint      not null check (amount > 0),
    currency           text        not null,
    fee                bigint      not null check (fee >= 0 and fee <= amount),
    settle_mode        text        not null,
    subject            text        not null,
    body               text,
    attach             text,
    user_id            text,
    notify_url         text,
    return_url         text,
    fingerprint        text        not null,
    cashier_token      text        not null,
    pay_method         text        not null,
    method_fingerprint text        not null,
    channel_code       text,
    flow_no            text,
    status             text        not null,
    stage              text        not null,
    sync_status        text        not null check (sync_status in ('WAITING', 'SUCCEEDED', 'FAILED')),
    paid_amount        bigint      not null check (paid_amount >= 0),
    refunded_amount    bigint      not null check (refunded_amount >= 0 and refunded_amount <= paid_amount),
    close_wanted       boolean     not null,
    due_at             timestamptz,
    deferred           boolean     not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    expires_at         timestamptz not null,
    paid_at            timestamptz,
    notified_at        timestamptz,
    synced_at          timestamptz,
    primary key (lane, pay_order_no),
    unique (lane, merchant_id, order_no),
    unique (lane, cashier_token),
    check ((status, stage) in (
        ('PROCESSING', 'CREATED'), ('PROCESSING', 'WAITING_PAYER'), ('PROCESSING', 'CONFIRMING'),
        ('PROCESSING', 'CLOSING'), ('SUCCEEDED', 'PAID'), ('SUCCEEDED', 'PARTLY_REFUNDED'),
        ('SUCCEEDED', 'REFUNDED'), ('FAILED', 'CLOSED'), ('FAILED', 'EXPIRED'), ('FAILED', 'REJECTED')))
);
create index payment_order_merchant on payment_order (lane, merchant_id, created_at);
create index payment_order_processing on payment_order (lane, status, updated_at) where status = 'PROCESSING';
create index payment_order_due on payment_order (lane, due_at) where due_at is not null;
comment on table payment_order is '支付订单: kept for ever (archived by month in a later release)';
comment on column payment_order.lane is '分区: slot of the merchant mod the number of lanes';
comment on column payment_order.pay_order_no is '平台订单号';
comment on column payment_order.merchant_id is '商户号';
comment on column payment_order.order_no is '商户订单号: unique for the merchant';
comment on column payment_order.amount is '订单金额, minor units';
comment on column payment_order.currency is '币种';
comment on column payment_order.fee is '手续费 agreed at acceptance, taken when paid; minor units';
comment on column payment_order.settle_mode is '结算方式 at acceptance';
comment on column payment_order.subject is '商品标题';
comment on column payment_order.body is '商品描述';
comment on column payment_order.attach is '附加数据: returned as given';
comment on column payment_order.user_id is '商户用户号';
comment on column payment_order.notify_url is '通知地址 of this order; beats the merchant''s';
comment on column payment_order.return_url is '返回地址';
comment on column payment_order.fingerprint is '订单指纹: SHA-256 of the order''s fields';
comment on column payment_order.cashier_token is '收银台令牌';
comment on column payment_order.pay_method is '支付方式: asked for last; once paid, the one that paid';
comment on column payment_order.method_fingerprint is '支付方式指纹';
comment on column payment_order.channel_code is '通道账户 that paid';
comment on column payment_order.flow_no is '支付流水号 that paid';
comment on column payment_order.status is '状态';
comment on column payment_order.stage is '阶段';
comment on column payment_order.sync_status is '同步状态: has the merchant confirmed our notice';
comment on column payment_order.paid_amount is '已付金额, minor units';
comment on column payment_order.refunded_amount is '已退金额, minor units';
comment on column payment_order.close_wanted is '商户要求关闭';
comment on column payment_order.due_at is '到期检查时间';
comment on column payment_order.deferred is '已延期一次';
comment on column payment_order.created_at is '创建时间';
comment on column payment_order.updated_at is '更新时间';
comment on column payment_order.expires_at is '过期时间';
comment on column payment_order.paid_at is '支付时间, the channel''s';
comment on column payment_order.notified_at is '通道通知时间';
comment on column payment_order.synced_at is '商户确认时间';

create table payment_flow (
    lane               int         not null,
    flow_no            text        not null,
    pay_order_no       text        not null,
    merchant_id        text        not null,
    provider           text        not null,
    channel_code       text        not null,
    pay_method         text        not null,
    channel_request_no text        not null,
    channel_order_no   text,
    amount             bigint      not null check (amount > 0),
    currency           text        not null,
    paid               bigint      not null check (paid >= 0),
    refunding          bigint      not null default 0 check (refunding >= 0),
    refunded           bigint      not null default 0 check (refunded >= 0),
    payer_id           text,
    device_id          text,
    client_ip          text,
    status             text        not null,
    stage              text        not null,
    credential         text,
    error_code         text,
    error_msg          text,
    call_until         timestamptz,
    ask_at             timestamptz,
    asked              int         not null,
    repeats            int         not null,
    limit_at           timestamptz not null,
    overdue_at         timestamptz,
    created_at         timestamptz not null,
    paid_at            timestamptz,
    completed_at       timestamptz,
    primary key (lane, flow_no),
    check (refunding + refunded <= paid),
    check ((status, stage) in (
        ('PROCESSING', 'SENT'), ('PROCESSING', 'CREDENTIAL'), ('PROCESSING', 'CLOSING'),
        ('SUCCEEDED', 'PAID'), ('SUCCEEDED', 'STRAY'), ('FAILED', 'ENDED')))
);
create index payment_flow_order on payment_flow (lane, pay_order_no);
create index payment_flow_ask on payment_flow (lane, ask_at) where ask_at is not null;
create index payment_flow_overdue on payment_flow (lane, overdue_at) where overdue_at is not null;
comment on table payment_flow is '支付流水: one attempt at one channel account; kept for ever';
comment on column payment_flow.lane is '分区';
comment on column payment_flow.flow_no is '支付流水号';
comment on column payment_flow.pay_order_no is '平台订单号';
comment on column payment_flow.merchant_id is '商户号';
comment on column payment_flow.provider is '通道';
comment on column payment_flow.channel_code is '通道账户: channel_config.channel_code';
comment on column payment_flow.pay_method is '支付方式';
comment on column payment_flow.channel_request_no is '送通道的单号';
comment on column payment_flow.channel_order_no is '通道订单号';
comment on column payment_flow.amount is '金额, minor units';
comment on column payment_flow.currency is '币种';
comment on column payment_flow.paid is '通道报告的已付金额, minor units';
comment on column payment_flow.refunding is '退款中金额, minor units';
comment on column payment_flow.refunded is '已退金额, minor units';
comment on column payment_flow.payer_id is '付款人标识 at the provider';
comment on column payment_flow.device_id is '设备号';
comment on column payment_flow.client_ip is '客户端 IP';
comment on column payment_flow.status is '状态';
comment on column payment_flow.stage is '阶段';
comment on column payment_flow.credential is '支付凭证, JSON';
comment on column payment_flow.error_code is '通道错误码';
comment on column payment_flow.error_msg is '通道错误信息: for operators only';
comment on column payment_flow.call_until is '调用期限: until then a server is calling the channel';
comment on column payment_flow.ask_at is '下次查询时间';
comment on column payment_flow.asked is '已查询次数';
comment on column payment_flow.repeats is '同号重发次数';
comment on column payment_flow.limit_at is '通道侧期限';
comment on column payment_flow.overdue_at is '转人工时间';
comment on column payment_flow.created_at is '创建时间';
comment on column payment_flow.paid_at is '支付时间, the channel''s';
comment on column payment_flow.completed_at is '完成时间';

create table stray_money (
    lane         int         not null,
    flow_no      text        not null,
    pay_order_no text        not null,
    merchant_id  text        not null,
    channel_code text        not null,
    amount       bigint      not null check (amount > 0),
    currency     text        not null,
    reason       text        not null,
    learned_at   timestamptz not null,
    primary key (lane, flow_no)
);
comment on table stray_money is '异常到账: money that belongs to no order, one row a flow; kept for ever';
comment on column stray_money.lane is '分区';
comment on column stray_money.flow_no is '支付流水号';
comment on column stray_money.pay_order_no is '平台订单号';
comment on column stray_money.merchant_id is '商户号';
comment on column stray_money.channel_code is '通道账户';
comment on column stray_money.amount is '金额, minor units';
comment on column stray_money.currency is '币种';
comment on column stray_money.reason is '原因';
comment on column stray_money.learned_at is '得知时间';
