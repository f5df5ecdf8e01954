create table keyset (
    one boolean primary key default true check (one),
    version int not null,
    wrapped bytea not null,
    updated_at timestamptz not null
);
comment on table keyset is '数据密钥集 the keys that seal secrets (AES256-GCM, Tink), themselves sealed by the key-encryption key; one row';
comment on column keyset.one is '唯一行 always true';
comment on column keyset.version is '版本 grows with each rotation';
comment on column keyset.wrapped is '密文 the keyset, encrypted';
comment on column keyset.updated_at is '更新时间 when it was made or last rotated';
