alter table keyset add column wrapped_next bytea;
comment on column keyset.wrapped_next is '新密文: the same keyset under the key-encryption key to come, while one is being changed for another; either opens it';
