package com.suanpan.merchant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.suanpan.secret.Sealer;
import com.suanpan.secret.Secret;
import com.suanpan.store.ConfigChanges;
import com.suanpan.store.ConfigReads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The merchants (商户). Reading one costs no database call; a change is seen by every server within a
/// second.
@Component
public final class Merchants {

    static final String KIND = "merchant";
    private static final int CACHED = 100_000;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,32}");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Asia/Shanghai"));

    private final MerchantConfigs configs;
    private final MerchantKeys keys;
    private final Sealer sealer;
    private final ConfigChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ConfigReads reads;
    private final LoadingCache<String, Optional<Merchant>> cache =
            Caffeine.newBuilder().maximumSize(CACHED).build(this::read);

    Merchants(
            MerchantConfigs configs,
            MerchantKeys keys,
            Sealer sealer,
            ConfigChanges changes,
            PlatformTransactionManager transactions,
            Clock clock,
            MeterRegistry meters) {
        this.configs = configs;
        this.keys = keys;
        this.sealer = sealer;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.reads = new ConfigReads(meters, "merchant");
        changes.onChange(KIND, cache::invalidate);
    }

    /// The merchant of that id, active or stopped.
    public Optional<Merchant> find(String merchantId) {
        long began = System.nanoTime();
        Optional<Merchant> known = cache.getIfPresent(merchantId);
        if (known != null) {
            reads.fromMemory(began);
            return known;
        }
        Optional<Merchant> read = cache.get(merchantId);
        reads.fromDatabase(began);
        return read;
    }

    /// Whether `find` answers from memory.
    public boolean isAtHand(String merchantId) {
        return cache.getIfPresent(merchantId) != null;
    }

    /// Adds a merchant with a first key, a key pair of ours and a webhook secret.
    ///
    /// @throws IllegalArgumentException if the id is taken or malformed
    public MerchantSecrets add(NewMerchant merchant) {
        var pair = NewSecrets.rsaPair();
        Secret webhookSecret = NewSecrets.webhookSecret();
        return inTransaction(() -> {
            String id = addConfig(merchant, pair, webhookSecret);
            MerchantKey key = addKey(id, merchant.publicKey, merchant.scopes);
            changes.changed(KIND, id);
            return new MerchantSecrets(
                    id, key.apiKey(), key.secretKey(), webhookSecret, pair.publicKey());
        });
    }

    /// Adds a newer key, which becomes the default; the older ones stay valid. Under RSA2 it takes a
    /// public key of the merchant, or keeps the newest.
    public MerchantKey addKey(String merchantId, Set<Scope> scopes, @Nullable String publicKey) {
        if (publicKey != null) {
            Signatures.publicKey(publicKey);
        }
        return inTransaction(() -> {
            List<MerchantKeys.Row> before = keys.ofMerchant(known(merchantId));
            MerchantKey key =
                    addKey(
                            merchantId,
                            publicKey == null ? before.getFirst().publicKey() : publicKey,
                            scopes);
            changes.changed(KIND, merchantId);
            return key;
        });
    }

    /// What an operator may see, from the database.
    public Optional<MerchantSheet> show(String merchantId) {
        return configs.find(merchantId)
                .map(row -> {
                    List<MerchantKeys.Row> rows = keys.ofMerchant(merchantId);
                    return new MerchantSheet(
                            merchant(row, rows),
                            row.ourPublicKey(),
                            rows.stream()
                                    .map(k ->
                                            new MerchantSheet.Key(
                                                    k.apiKey(), k.scopes(), k.createdAt()))
                                    .toList(),
                            row.createdAt());
                });
    }

    /// Refuses the merchant's calls from now on.
    public void stop(String merchantId) {
        setActive(merchantId, false);
    }

    public void start(String merchantId) {
        setActive(merchantId, true);
    }

    private void setActive(String merchantId, boolean active) {
        inTransaction(() -> {
            configs.setActive(known(merchantId), active, clock.instant());
            changes.changed(KIND, merchantId);
            return merchantId;
        });
    }

    private String addConfig(NewMerchant merchant, NewSecrets.RsaPair pair, Secret webhookSecret) {
        String id = merchant.merchantId;
        if (id != null) {
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("a merchant id is 1 to 32 of 0-9 A-Z a-z _ -");
            }
            if (!configs.add(row(id, merchant, pair, webhookSecret))) {
                throw new IllegalArgumentException("merchant " + id + " is there already");
            }
            return id;
        }
        String next = nextId();
        while (!configs.add(row(next, merchant, pair, webhookSecret))) {
            next = nextId();
        }
        return next;
    }

    /// `M`, today, and the next number of today, at least three digits.
    private String nextId() {
        String head = "M" + DAY.format(clock.instant());
        int number =
                configs.lastBeginning(head)
                        .map(last -> Integer.parseInt(last.substring(head.length())) + 1)
                        .orElse(1);
        return head + "%03d".formatted(number);
    }

    private MerchantConfigs.Row row(
            String id, NewMerchant merchant, NewSecrets.RsaPair pair, Secret webhookSecret) {
        String place = configPlace(id);
        return new MerchantConfigs.Row(
                id,
                merchant.merchantName,
                merchant.signType,
                sealer.seal(pair.privateKey(), place, "our_private_key"),
                pair.publicKey(),
                sealer.seal(webhookSecret, place, "webhook_secret"),
                null,
                merchant.notifyUrl,
                merchant.noticeNeedsSuccess,
                true,
                merchant.rate,
                merchant.settleMode,
                merchant.allowedIps,
                merchant.bucketCapacity,
                merchant.bucketRefill,
                clock.instant());
    }

    private MerchantKey addKey(String merchantId, @Nullable String publicKey, Set<Scope> scopes) {
        MerchantKey key =
                new MerchantKey(NewSecrets.apiKey(), NewSecrets.secretKey(), publicKey, scopes);
        Instant now = clock.instant();
        keys.add(
                new MerchantKeys.Row(
                        key.apiKey(),
                        merchantId,
                        sealer.seal(key.secretKey(), keyPlace(key.apiKey()), "secret_key"),
                        publicKey,
                        scopes,
                        now));
        return key;
    }

    private String known(String merchantId) {
        if (configs.find(merchantId).isEmpty()) {
            throw new IllegalArgumentException("no such merchant: " + merchantId);
        }
        return merchantId;
    }

    private Optional<Merchant> read(String merchantId) {
        return configs.find(merchantId).map(row -> merchant(row, keys.ofMerchant(merchantId)));
    }

    private Merchant merchant(MerchantConfigs.Row row, List<MerchantKeys.Row> keyRows) {
        String place = configPlace(row.merchantId());
        List<Secret> webhookSecrets = new ArrayList<>();
        webhookSecrets.add(sealer.unseal(row.webhookSecret(), place, "webhook_secret"));
        if (row.webhookSecretBefore() != null) {
            webhookSecrets.add(
                    sealer.unseal(row.webhookSecretBefore(), place, "webhook_secret_before"));
        }
        return new Merchant(
                row.merchantId(),
                row.merchantName(),
                row.signType(),
                keyRows.stream().map(this::key).toList(),
                sealer.unseal(row.ourPrivateKey(), place, "our_private_key"),
                webhookSecrets,
                row.notifyUrl(),
                row.active(),
                row.rate(),
                row.settleMode(),
                row.allowedIps(),
                row.noticeNeedsSuccess(),
                row.bucketCapacity(),
                row.bucketRefill());
    }

    private MerchantKey key(MerchantKeys.Row row) {
        return new MerchantKey(
                row.apiKey(),
                sealer.unseal(row.secretKey(), keyPlace(row.apiKey()), "secret_key"),
                row.publicKey(),
                row.scopes());
    }

    static String configPlace(String merchantId) {
        return "merchant_config/" + merchantId;
    }

    private static String keyPlace(String apiKey) {
        return "merchant_key/" + apiKey;
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = transaction.execute(status -> work.get());
        return java.util.Objects.requireNonNull(result);
    }
}
