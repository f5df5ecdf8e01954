alter table channel_config add column config_data_before bytea;
alter table channel_config add column before_until timestamptz;
alter table channel_config add check ((config_data_before is null) = (before_until is null));
comment on column channel_config.config_data_before is '旧通道参数: whose keys still verify callbacks, sealed';
comment on column channel_config.before_until is '旧通道参数有效期';
comment on table channel_message is '通道报文: what we asked a provider and what it said, masked; deleted after suanpan.keep.channel-messages (180 days) by the job forget-channel-messages';
