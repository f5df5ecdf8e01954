package com.suanpan.merchant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `merchant_key`.
@Repository
class MerchantKeys {

    private static final String ADD =
            """
            insert into merchant_key
                (api_key, merchant_id, secret_key, public_key, scopes, created_at)
            values (:apiKey, :merchantId, :secretKey, :publicKey, :scopes, :createdAt)
            """;

    private static final String OF_MERCHANT =
            """
            select api_key, merchant_id, secret_key, public_key, scopes, created_at
            from merchant_key where merchant_id = :merchantId and retired_at is null
            order by key_no desc
            """;

    private static final String RETIRE =
            """
            update merchant_key set retired_at = :now
            where merchant_id = :merchantId and api_key = :apiKey and retired_at is null
            """;

    private final JdbcClient jdbc;

    MerchantKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A row, its secret still sealed.
    record Row(
            String apiKey,
            String merchantId,
            byte[] secretKey,
            @Nullable String publicKey,
            Set<Scope> scopes,
            Instant createdAt) {}

    void add(Row row) {
        jdbc.sql(ADD)
                .param("apiKey", row.apiKey())
                .param("merchantId", row.merchantId())
                .param("secretKey", row.secretKey())
                .param("publicKey", row.publicKey())
                .param("scopes", row.scopes().stream().map(Scope::name).toArray(String[]::new))
                .param("createdAt", row.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// False if the merchant has no such key in use.
    boolean retire(String merchantId, String apiKey, Instant now) {
        return jdbc.sql(RETIRE)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("merchantId", merchantId)
                        .param("apiKey", apiKey)
                        .update()
                == 1;
    }

    /// A merchant's keys in use, newest first.
    List<Row> ofMerchant(String merchantId) {
        return jdbc.sql(OF_MERCHANT)
                .param("merchantId", merchantId)
                .query((rs, n) -> row(rs))
                .list();
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                rs.getString("api_key"),
                rs.getString("merchant_id"),
                rs.getBytes("secret_key"),
                rs.getString("public_key"),
                Arrays.stream((String[]) rs.getArray("scopes").getArray())
                        .map(Scope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
