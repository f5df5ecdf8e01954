package com.suanpan.secret;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `keyset`: one row.
@Repository
class Keysets {

    private static final String FIND =
            """
            select version, wrapped, wrapped_next from keyset
            """;

    private static final String LOCK =
            """
            select version, wrapped, wrapped_next from keyset for update
            """;

    private static final String ADD =
            """
            insert into keyset (version, wrapped, updated_at) values (1, :wrapped, :now)
            on conflict (one) do nothing
            """;

    private static final String REPLACE =
            """
            update keyset
            set version = version + 1, wrapped = :wrapped, wrapped_next = :next, updated_at = :now
            """;

    private final JdbcClient jdbc;

    Keysets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param wrappedNext the same keyset under the key-encryption key to come, while that is changed
    record Row(int version, byte[] wrapped, byte @Nullable [] wrappedNext) {

        Stream<byte[]> wrappings() {
            return Stream.of(wrapped, wrappedNext).filter(Objects::nonNull);
        }
    }

    /// The wrapped keyset in a row that was read by other means.
    static Stream<byte[]> wrappings(Map<String, byte @Nullable []> row) {
        return Stream.of("wrapped", "wrapped_next").map(row::get).filter(Objects::nonNull);
    }

    Optional<Row> find() {
        return jdbc.sql(FIND).query(Row.class).optional();
    }

    /// The row, locked until the transaction ends.
    Row lock() {
        return jdbc.sql(LOCK).query(Row.class).single();
    }

    /// Adds the first keyset unless another process was first.
    void add(byte[] wrapped, Instant now) {
        jdbc.sql(ADD).param("wrapped", wrapped).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    void replace(byte[] wrapped, byte @Nullable [] next, Instant now) {
        jdbc.sql(REPLACE)
                .param("wrapped", wrapped)
                .param("next", next, Types.BINARY)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
