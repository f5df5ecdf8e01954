create table config_change (
    kind text not null,
    key text not null,
    change_no bigint not null,
    changed_at timestamptz not null,
    primary key (kind, key)
);
create unique index config_change_no on config_change (change_no);
comment on table config_change is '配置变更 the last change of each configuration that servers cache; one row each, so it grows with them only';
comment on column config_change.kind is '种类 what it is, e.g. merchant';
comment on column config_change.key is '键 which one';
comment on column config_change.change_no is '变更序号 in the order of commits';
comment on column config_change.changed_at is '变更时间 when';

create table config_change_counter (
    one boolean primary key default true check (one),
    change_no bigint not null
);
comment on table config_change_counter is '配置变更计数 one row; its lock makes the order of numbers that of commits';
comment on column config_change_counter.one is '唯一行 always true';
comment on column config_change_counter.change_no is '最近序号 the last number given';
insert into config_change_counter (change_no) values (0);
