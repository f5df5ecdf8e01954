package com.suanpan.merchant;

import com.suanpan.secret.Sealer;
import com.suanpan.secret.Secret;
import com.suanpan.store.ConfigChanges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What operators change of merchants while servers run (商户维护); every server has it within a second.
/// Each throws `IllegalArgumentException` if there is no such merchant.
@Component
public final class MerchantChanges {

    private static final int STEP = 100;

    private final MerchantChangeRows rows;
    private final MerchantKeys keys;
    private final Sealer sealer;
    private final ConfigChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MerchantChanges(
            MerchantChangeRows rows,
            MerchantKeys keys,
            Sealer sealer,
            ConfigChanges changes,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.sealer = sealer;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    public void set(String merchantId, MerchantChange change) {
        transaction.executeWithoutResult(_ -> {
            if (!rows.change(merchantId, change, clock.instant())) {
                throw unknown(merchantId);
            }
            changes.changed(Merchants.KIND, merchantId);
        });
    }

    /// Ends a key: calls that it signs are refused from now on. The last one cannot be ended.
    public void retireKey(String merchantId, String apiKey) {
        transaction.executeWithoutResult(_ -> {
            locked(merchantId);
            if (!keys.retire(merchantId, apiKey, clock.instant())) {
                throw new IllegalArgumentException(
                        merchantId + " has no key " + apiKey + " in use");
            }
            if (keys.ofMerchant(merchantId).isEmpty()) {
                throw new IllegalArgumentException(
                        "it is the only key of " + merchantId + ": add another first");
            }
            changes.changed(Merchants.KIND, merchantId);
        });
    }

    /// A new secret for the signatures of notices, shown this once. For `oldFor` each notice is signed
    /// by the old one as well; zero ends it at once.
    public Secret rotateWebhookSecret(String merchantId, Duration oldFor) {
        Secret made = NewSecrets.webhookSecret();
        transaction.executeWithoutResult(_ -> {
            String place = Merchants.configPlace(merchantId);
            byte[] sealedOld = locked(merchantId);
            Secret old = sealer.unseal(sealedOld, place, "webhook_secret");
            Instant now = clock.instant();
            boolean ends = oldFor.isZero();
            byte @Nullable [] before =
                    ends ? null : sealer.seal(old, place, "webhook_secret_before");
            rows.newSecret(
                    merchantId,
                    sealer.seal(made, place, "webhook_secret"),
                    before,
                    ends ? null : now.plus(oldFor),
                    now);
            changes.changed(Merchants.KIND, merchantId);
        });
        return made;
    }

    /// Drops the old webhook secrets whose time is over.
    void endOldSecrets() {
        int ended = STEP;
        while (ended == STEP) {
            ended = Objects.requireNonNull(transaction.execute(_ -> endSome()));
        }
    }

    private int endSome() {
        List<String> ended = rows.endOld(clock.instant(), STEP);
        ended.forEach(merchantId -> changes.changed(Merchants.KIND, merchantId));
        return ended.size();
    }

    private byte[] locked(String merchantId) {
        return rows.lock(merchantId).orElseThrow(() -> unknown(merchantId));
    }

    private static IllegalArgumentException unknown(String merchantId) {
        return new IllegalArgumentException("no such merchant: " + merchantId);
    }
}
