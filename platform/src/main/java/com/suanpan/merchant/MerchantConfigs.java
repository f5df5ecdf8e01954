package com.suanpan.merchant;

import com.suanpan.money.Rate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `merchant_config`.
@Repository
class MerchantConfigs {

    private static final String ADD =
            """
            insert into merchant_config (merchant_id, merchant_name, sign_type, our_private_key,
                our_public_key, webhook_secret, notify_url, notice_needs_success, status, rate_bps,
                settle_mode, allowed_ips, bucket_capacity, bucket_refill, created_at, updated_at)
            values (:merchantId, :merchantName, :signType, :ourPrivateKey, :ourPublicKey,
                :webhookSecret, :notifyUrl, :noticeNeedsSuccess, 'ACTIVE', :rateBps, :settleMode,
                :allowedIps, :bucketCapacity, :bucketRefill, :now, :now)
            on conflict (merchant_id) do nothing
            """;

    private static final String FIND =
            """
            select merchant_id, merchant_name, sign_type, our_private_key, our_public_key,
                webhook_secret, webhook_secret_before, notify_url, notice_needs_success, status,
                rate_bps, settle_mode, allowed_ips, bucket_capacity, bucket_refill, created_at
            from merchant_config where merchant_id = :merchantId
            """;

    private static final String LAST_OF_DAY =
            """
            select merchant_id from merchant_config
            where merchant_id like :head || '%' and merchant_id ~ '^M[0-9]{11,14}$'
            order by length(merchant_id) desc, merchant_id desc limit 1
            """;

    private static final String SET_STATUS =
            """
            update merchant_config set status = :status, updated_at = :now
            where merchant_id = :merchantId
            """;

    private final JdbcClient jdbc;

    MerchantConfigs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A row, its secrets still sealed.
    record Row(
            String merchantId,
            String merchantName,
            SignType signType,
            byte[] ourPrivateKey,
            String ourPublicKey,
            byte[] webhookSecret,
            byte @Nullable [] webhookSecretBefore,
            @Nullable String notifyUrl,
            boolean noticeNeedsSuccess,
            boolean active,
            Rate rate,
            SettleMode settleMode,
            List<AddressBlock> allowedIps,
            int bucketCapacity,
            int bucketRefill,
            Instant createdAt) {}

    /// Adds the merchant; false if the id is taken.
    boolean add(Row row) {
        return jdbc.sql(ADD)
                        .param("merchantId", row.merchantId())
                        .param("merchantName", row.merchantName())
                        .param("signType", row.signType().name())
                        .param("ourPrivateKey", row.ourPrivateKey())
                        .param("ourPublicKey", row.ourPublicKey())
                        .param("webhookSecret", row.webhookSecret())
                        .param("notifyUrl", row.notifyUrl())
                        .param("noticeNeedsSuccess", row.noticeNeedsSuccess())
                        .param("rateBps", row.rate().bps())
                        .param("settleMode", row.settleMode().name())
                        .param("allowedIps", texts(row.allowedIps()))
                        .param("bucketCapacity", row.bucketCapacity())
                        .param("bucketRefill", row.bucketRefill())
                        .param("now", row.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Row> find(String merchantId) {
        return jdbc.sql(FIND).param("merchantId", merchantId).query((rs, n) -> row(rs)).optional();
    }

    /// The highest id of our making that begins so.
    Optional<String> lastBeginning(String head) {
        return jdbc.sql(LAST_OF_DAY).param("head", head).query(String.class).optional();
    }

    boolean setActive(String merchantId, boolean active, Instant now) {
        return jdbc.sql(SET_STATUS)
                        .param("status", active ? "ACTIVE" : "STOPPED")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("merchantId", merchantId)
                        .update()
                == 1;
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                rs.getString("merchant_id"),
                rs.getString("merchant_name"),
                SignType.valueOf(rs.getString("sign_type")),
                rs.getBytes("our_private_key"),
                rs.getString("our_public_key"),
                rs.getBytes("webhook_secret"),
                rs.getBytes("webhook_secret_before"),
                rs.getString("notify_url"),
                rs.getBoolean("notice_needs_success"),
                rs.getString("status").equals("ACTIVE"),
                new Rate(rs.getInt("rate_bps")),
                SettleMode.valueOf(rs.getString("settle_mode")),
                blocks((String[]) rs.getArray("allowed_ips").getArray()),
                rs.getInt("bucket_capacity"),
                rs.getInt("bucket_refill"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static List<AddressBlock> blocks(String[] texts) {
        return Arrays.stream(texts).map(AddressBlock::parse).toList();
    }

    private static String[] texts(List<AddressBlock> blocks) {
        return blocks.stream().map(AddressBlock::toString).toArray(String[]::new);
    }
}
