create table fixed_setting (
    name text primary key,
    value text not null
);
comment on table fixed_setting is '建库时确定、永不改变的设置 what was fixed when the database was made';
comment on column fixed_setting.name is '名称 name; lanes = how many lanes the hot tables have';
comment on column fixed_setting.value is '值 value';

create table server_number (
    server_no int primary key check (server_no between 0 and 999),
    leased_until timestamptz not null,
    leased_by text
);
comment on table server_number is '服务器编号租约 the number of each running server, leased';
comment on column server_number.server_no is '服务器编号 0–999, a part of each business number';
comment on column server_number.leased_until is '租约到期 until when nobody else may have it';
comment on column server_number.leased_by is '租用者 token of the process that has or had it';

insert into server_number (server_no, leased_until)
select n, '-infinity' from generate_series(0, 999) as n;

-- The table that db-scheduler 16 asks for; one row a recurring job.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
comment on table scheduled_tasks is '定时任务 recurring jobs, one row each';
comment on column scheduled_tasks.task_name is '任务名 name of the job';
comment on column scheduled_tasks.task_instance is '实例 always "recurring"';
comment on column scheduled_tasks.task_data is '数据 not used';
comment on column scheduled_tasks.execution_time is '下次执行时间 when it runs next';
comment on column scheduled_tasks.picked is '执行中 whether a server runs it now';
comment on column scheduled_tasks.picked_by is '执行者 which server';
comment on column scheduled_tasks.last_success is '上次成功 last run that ended well';
comment on column scheduled_tasks.last_failure is '上次失败 last run that threw';
comment on column scheduled_tasks.consecutive_failures is '连续失败次数 failures since the last success';
comment on column scheduled_tasks.last_heartbeat is '心跳 last sign of life of the running server';
comment on column scheduled_tasks.version is '版本 optimistic lock';
comment on column scheduled_tasks.priority is '优先级 not used';
