create table notice (
    lane         int         not null,
    notice_no    text        not null,
    merchant_id  text        not null,
    notice_type  text        not null check (notice_type in ('PAYMENT')),
    pay_order_no text        not null,
    content      text        not null,
    notify_url   text,
    status       text        not null check (status in ('WAITING', 'DELIVERED', 'EXHAUSTED')),
    claims       int         not null check (claims >= 0),
    failures     int         not null check (failures >= 0),
    next_try_at  timestamptz not null,
    give_up_at   timestamptz not null,
    created_at   timestamptz not null,
    delivered_at timestamptz,
    primary key (lane, notice_no),
    unique (lane, pay_order_no, notice_type)
);
create index notice_due on notice (lane, next_try_at) include (merchant_id) where status = 'WAITING';
comment on table notice is '通知: one final state that a merchant is to be told of (M12); kept as long as its order';
comment on column notice.lane is '分区';
comment on column notice.notice_no is '通知编号: the webhook-id, the same for each try';
comment on column notice.merchant_id is '商户号';
comment on column notice.notice_type is '通知类型';
comment on column notice.pay_order_no is '平台订单号';
comment on column notice.content is '通知内容: the fields as JSON, as they were when the state became final; signed at each try';
comment on column notice.notify_url is '通知地址 that the request named; empty is the merchant''s';
comment on column notice.status is '状态';
comment on column notice.claims is '领取次数: the number of the last try; a try whose server died leaves a gap in notice_try';
comment on column notice.failures is '连续失败次数 since the first try or the last sending by hand';
comment on column notice.next_try_at is '下次通知时间; while a try is under way, when its lease ends';
comment on column notice.give_up_at is '放弃时间: no try begins later';
comment on column notice.created_at is '创建时间';
comment on column notice.delivered_at is '送达时间';

create table notice_try (
    lane        int         not null,
    notice_no   text        not null,
    try_no      int         not null check (try_no > 0),
    tried_at    timestamptz not null,
    http_status int,
    took_ms     bigint      not null check (took_ms >= 0),
    error       text,
    primary key (lane, notice_no, try_no)
);
create index notice_try_tried_at on notice_try (lane, tried_at);
comment on table notice_try is '通知记录: each try to deliver a notice; kept for 180 days, then deleted by the job forget-notice-tries';
comment on column notice_try.lane is '分区';
comment on column notice_try.notice_no is '通知编号';
comment on column notice_try.try_no is '第几次';
comment on column notice_try.tried_at is '通知时间';
comment on column notice_try.http_status is 'HTTP 状态码, if an answer came';
comment on column notice_try.took_ms is '耗时, milliseconds';
comment on column notice_try.error is '失败原因; empty if it was delivered';
