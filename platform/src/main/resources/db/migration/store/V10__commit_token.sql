create table commit_token (
    lane    int         not null,
    token   uuid        not null,
    made_at timestamptz not null,
    primary key (lane, token)
);
create index commit_token_made_at on commit_token (lane, made_at);
comment on table commit_token is '提交令牌: proves whether a transaction committed whose answer to COMMIT was lost; kept for an hour';
comment on column commit_token.lane is '分区';
comment on column commit_token.token is '令牌, one a transaction';
comment on column commit_token.made_at is '写入时间';
