-- No lane: this is no hot table. At most 50 rows a second are written by a server, behind the callers'
-- backs, and about 2,000 are kept.
create table callback_refused (
    refused_id   bigint      generated always as identity primary key,
    channel_code text        not null,
    event        text        not null,
    reason       text        not null,
    detail       text        not null,
    source       text        not null,
    method       text        not null,
    headers      text        not null,
    query        text        not null,
    body         text        not null check (length(body) <= 4096),
    refused_at   timestamptz not null
);
comment on table callback_refused is '被拒回调: refused callbacks for a person to look at; the newest 200 of an account and 2,000 in all are kept';
comment on column callback_refused.refused_id is '序号, never leaves the database';
comment on column callback_refused.channel_code is '通道编码 of the address called';
comment on column callback_refused.event is '事件: the last word of the address called';
comment on column callback_refused.reason is '原因';
comment on column callback_refused.detail is '原因说明';
comment on column callback_refused.source is '来源地址';
comment on column callback_refused.method is 'HTTP 方法';
comment on column callback_refused.headers is '请求头, without cookies and credentials, its head';
comment on column callback_refused.query is '查询串 as sent, masked, its head';
comment on column callback_refused.body is '报文, masked, its head';
comment on column callback_refused.refused_at is '拒绝时间';
