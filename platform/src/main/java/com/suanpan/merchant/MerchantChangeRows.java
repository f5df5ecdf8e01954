package com.suanpan.merchant;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `merchant_config`, what operators change of it.
@Repository
class MerchantChangeRows {

    private static final String CHANGE =
            """
            update merchant_config
            set merchant_name = coalesce(:name, merchant_name),
                notify_url = case when :noNotifyUrl then null else coalesce(:notifyUrl, notify_url) end,
                status = coalesce(:status, status),
                rate_bps = coalesce(:rateBps, rate_bps),
                settle_mode = coalesce(:settleMode, settle_mode),
                allowed_ips = coalesce(:allowedIps, allowed_ips),
                bucket_capacity = coalesce(:bucketCapacity, bucket_capacity),
                bucket_refill = coalesce(:bucketRefill, bucket_refill),
                updated_at = :now
            where merchant_id = :merchantId
            """;

    private static final String LOCK =
            """
            select webhook_secret from merchant_config where merchant_id = :merchantId for update
            """;

    private static final String NEW_SECRET =
            """
            update merchant_config
            set webhook_secret = :secret, webhook_secret_before = :before,
                webhook_before_until = :until, updated_at = :now
            where merchant_id = :merchantId
            """;

    private static final String END_OLD =
            """
            update merchant_config
            set webhook_secret_before = null, webhook_before_until = null, updated_at = :now
            where merchant_id in (
                select merchant_id from merchant_config where webhook_before_until <= :now
                order by merchant_id limit :most for update skip locked)
            returning merchant_id
            """;

    private final JdbcClient jdbc;

    MerchantChangeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if there is no such merchant.
    boolean change(String merchantId, MerchantChange change, Instant now) {
        Boolean active = change.active;
        List<AddressBlock> ips = change.allowedIps;
        return jdbc.sql(CHANGE)
                        .param("name", change.name, Types.VARCHAR)
                        .param("noNotifyUrl", change.noNotifyUrl)
                        .param("notifyUrl", change.notifyUrl, Types.VARCHAR)
                        .param("status", active == null ? null : status(active), Types.VARCHAR)
                        .param(
                                "rateBps",
                                change.rate == null ? null : change.rate.bps(),
                                Types.INTEGER)
                        .param(
                                "settleMode",
                                change.settleMode == null ? null : change.settleMode.name(),
                                Types.VARCHAR)
                        .param("allowedIps", ips == null ? null : texts(ips), Types.ARRAY)
                        .param("bucketCapacity", change.bucketCapacity, Types.INTEGER)
                        .param("bucketRefill", change.bucketRefill, Types.INTEGER)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("merchantId", merchantId)
                        .update()
                == 1;
    }

    /// The sealed webhook secret; the merchant's row is locked until the transaction ends.
    Optional<byte[]> lock(String merchantId) {
        return jdbc.sql(LOCK).param("merchantId", merchantId).query(byte[].class).optional();
    }

    void newSecret(
            String merchantId,
            byte[] secret,
            byte @Nullable [] before,
            @Nullable Instant until,
            Instant now) {
        jdbc.sql(NEW_SECRET)
                .param("secret", secret)
                .param("before", before, Types.BINARY)
                .param(
                        "until",
                        until == null ? null : until.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("merchantId", merchantId)
                .update();
    }

    /// Drops old webhook secrets whose time is over; the merchants that had them.
    List<String> endOld(Instant now, int most) {
        return jdbc.sql(END_OLD)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(String.class)
                .list();
    }

    private static String status(boolean active) {
        return active ? "ACTIVE" : "STOPPED";
    }

    private static String[] texts(List<AddressBlock> blocks) {
        return blocks.stream().map(AddressBlock::toString).toArray(String[]::new);
    }
}
