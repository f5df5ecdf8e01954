package com.suanpan.secret;

import com.google.crypto.tink.KeysetHandle;
import com.suanpan.store.ConfigChanges;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Changes the key-encryption key (密钥轮换) while servers run: first the keyset is wrapped under the new
/// key as well, so that either key opens it; then the new key takes the old one's place; at last the
/// old wrapping goes. Whatever moment it is broken off at, the key that is in place opens the database.
@Component
public final class KekRotation {

    private final Keysets keysets;
    private final ConfigChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final KekSource source;

    KekRotation(
            Keysets keysets,
            ConfigChanges changes,
            PlatformTransactionManager transactions,
            Clock clock,
            Environment environment) {
        this.keysets = keysets;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.source = KekSource.of(environment);
    }

    /// Changes the key in the file `DIR/kek` for a new one; goes on with a change that was broken off
    /// after the file was changed.
    ///
    /// @throws IllegalArgumentException if the key does not come from the file
    public void rotateFile() {
        if (!source.isFile()) {
            throw new IllegalArgumentException(
                    "the key comes from suanpan.kek: make a new one and use `rotate-key kek begin --next FILE`.");
        }
        if (!isUnderWay()) {
            byte[] next = KekSource.made();
            begin(next);
            KekSource.replace(source.file(), next);
        }
        finish();
    }

    /// Lets a second key open the keyset too, 32 bytes in Base64.
    public void begin(Secret next) {
        begin(KekSource.read(next, "the next key"));
    }

    /// Lets the key that is in place now, the second one, alone open the keyset.
    ///
    /// @throws IllegalArgumentException if it is not the second one
    public void finish() {
        Kek kek = new Kek(source.existing());
        change(row -> {
            byte[] next = row.wrappedNext();
            if (next == null || kek.opened(next).isEmpty()) {
                throw new IllegalArgumentException(
                        "the key in place is not the one that was begun with: give it to every server first.");
            }
            keysets.replace(next, null, clock.instant());
        });
    }

    private void begin(byte[] next) {
        Kek now = new Kek(source.existing());
        Kek then = new Kek(next);
        change(row -> {
            KeysetHandle handle = now.opened(row.wrapped()).orElseThrow(Kek::refused);
            try {
                keysets.replace(row.wrapped(), then.wrapped(handle), clock.instant());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot wrap the keyset", e);
            }
        });
    }

    /// Whether the file holds the next key already, and only the end is missing.
    private boolean isUnderWay() {
        Kek kek = new Kek(source.existing());
        Keysets.Row row = keysets.find().orElseThrow(Kek::refused);
        byte[] next = row.wrappedNext();
        return next != null && kek.opened(next).isPresent();
    }

    private void change(Consumer<Keysets.Row> work) {
        transaction.executeWithoutResult(_ -> {
            work.accept(keysets.lock());
            changes.changed(Sealer.KIND, "1");
        });
    }
}
