create table alert (
    kind        text        not null,
    subject     text        not null,
    text        text        not null,
    raised_at   timestamptz not null,
    sent_at     timestamptz,
    tries       int         not null check (tries >= 0),
    next_try_at timestamptz not null,
    primary key (kind, subject)
);
create index alert_unsent on alert (next_try_at) where sent_at is null;
comment on table alert is '告警: the last one of each kind about each subject; kept 90 days';
comment on column alert.kind is '种类';
comment on column alert.subject is '对象: a number or code';
comment on column alert.text is '内容: one sentence';
comment on column alert.raised_at is '发生时间';
comment on column alert.sent_at is '送达时间: when the webhook took it';
comment on column alert.tries is '已尝试次数';
comment on column alert.next_try_at is '下次发送时间';
