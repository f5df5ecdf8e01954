create table refund (
    lane              int         not null,
    refund_flow_no    text        not null,
    refund_no         text        not null,
    merchant_id       text        not null,
    pay_order_no      text        not null,
    order_no          text        not null,
    flow_no           text        not null,
    channel_code      text        not null,
    pay_method        text        not null,
    source            text        not null,
    order_amount      bigint      not null,
    amount            bigint      not null check (amount > 0),
    fee               bigint      not null check (fee >= 0 and fee <= amount),
    currency          text        not null,
    refund_type       text        not null check (refund_type in ('FULL', 'PARTIAL')),
    refund_to         text        not null check (refund_to in ('ORIGINAL')),
    reason            text,
    notify_url        text,
    fingerprint       text        not null,
    status            text        not null,
    stage             text        not null,
    sync_status       text        not null check (sync_status in ('WAITING', 'SUCCEEDED', 'FAILED')),
    channel_refund_no text,
    error_code        text,
    error_msg         text,
    sent              boolean     not null,
    repeats           int         not null,
    refused           boolean     not null,
    asked             int         not null,
    act_at            timestamptz,
    overdue_at        timestamptz,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    completed_at      timestamptz,
    notified_at       timestamptz,
    synced_at         timestamptz,
    primary key (lane, refund_flow_no),
    unique (lane, merchant_id, refund_no),
    check (amount <= order_amount),
    check (refund_type = 'PARTIAL' or amount = order_amount),
    check (status || ' ' || stage in (
        'PROCESSING RESERVED', 'PROCESSING SENT', 'PROCESSING WAITING_FUNDS', 'PROCESSING STUCK',
        'SUCCEEDED DONE', 'FAILED REFUSED'))
);
create index refund_order on refund (lane, pay_order_no);
create index refund_act on refund (lane, act_at) where act_at is not null;
comment on table refund is '退款: money given back for a paid order; kept for ever';
comment on column refund.lane is '分区';
comment on column refund.refund_flow_no is '退款流水号: ours, the number that the channel sees and of the hold';
comment on column refund.refund_no is '商户退款单号: unique for the merchant';
comment on column refund.merchant_id is '商户号';
comment on column refund.pay_order_no is '平台订单号';
comment on column refund.order_no is '商户订单号';
comment on column refund.flow_no is '支付流水号 that is refunded';
comment on column refund.channel_code is '通道账户';
comment on column refund.pay_method is '支付方式 that paid';
comment on column refund.source is '来源: API';
comment on column refund.order_amount is '已付金额 of the flow, minor units';
comment on column refund.amount is '退款金额, minor units';
comment on column refund.fee is '退还手续费: the fee''s share of it, minor units; the merchant gives the rest';
comment on column refund.currency is '币种';
comment on column refund.refund_type is '退款类型: FULL 全额, PARTIAL 部分';
comment on column refund.refund_to is '退款去向: ORIGINAL 原路';
comment on column refund.reason is '退款原因';
comment on column refund.notify_url is '通知地址 of this refund; beats the merchant''s';
comment on column refund.fingerprint is '请求指纹';
comment on column refund.status is '状态';
comment on column refund.stage is '阶段';
comment on column refund.sync_status is '同步状态: has the merchant confirmed our notice';
comment on column refund.channel_refund_no is '通道退款单号';
comment on column refund.error_code is '通道错误码';
comment on column refund.error_msg is '通道错误信息: for operators only';
comment on column refund.sent is '可能已发送: something may have reached the channel under this number';
comment on column refund.repeats is '同号重发次数';
comment on column refund.refused is '重发被拒: the last sending, not the first, was refused; that alone proves nothing';
comment on column refund.asked is '已查询次数';
comment on column refund.act_at is '下次处理时间; while a server works on it, when another may';
comment on column refund.overdue_at is '转人工时间';
comment on column refund.created_at is '创建时间';
comment on column refund.updated_at is '更新时间';
comment on column refund.completed_at is '完成时间, the channel''s where it told one';
comment on column refund.notified_at is '通道通知时间';
comment on column refund.synced_at is '商户确认时间';
