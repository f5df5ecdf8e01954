package com.suanpan.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.suanpan.store.ConfigChanges;
import com.suanpan.store.StartRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals secrets at rest (信封加密): AES256-GCM under a keyset that is itself sealed by the
/// key-encryption key and kept in the database. What is sealed is bound to its row and field, so that
/// it opens nowhere else.
@Component
public final class Sealer {

    private static final String KIND = "keyset";

    private final Keysets keysets;
    private final ConfigChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Kek kek;
    private volatile @Nullable Aead keys;

    Sealer(
            Keysets keysets,
            ConfigChanges changes,
            PlatformTransactionManager transactions,
            Clock clock,
            Environment environment)
            throws GeneralSecurityException {
        this.keysets = keysets;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        KekSource source = KekSource.of(environment);
        if (keysets.find().isEmpty()) {
            this.kek = new Kek(source.existingOrNew());
            keysets.add(
                    kek.wrapped(
                            KeysetHandle.generateNew(
                                    PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get())),
                    clock.instant());
        } else {
            this.kek = new Kek(source.existing());
        }
        this.keys = aead(current());
        changes.onChange(KIND, key -> keys = null);
    }

    /// Seals a secret for its place: `row` names the table and row, `field` the column.
    public byte[] seal(Secret secret, String row, String field) {
        try {
            return keys().encrypt(secret.bytes(), place(row, field));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + row + "." + field, e);
        }
    }

    /// Opens what was sealed for this place; throws if it was altered or belongs elsewhere.
    public Secret unseal(byte[] sealed, String row, String field) {
        try {
            return opened(keys(), sealed, row, field);
        } catch (GeneralSecurityException first) {
            // another server may have sealed it with a key that it made a moment ago
            keys = null;
            try {
                return opened(keys(), sealed, row, field);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot unseal " + row + "." + field, e);
            }
        }
    }

    /// Adds a key to the keyset and seals with it from now on; the older ones still open what they
    /// sealed.
    public void rotate() {
        transaction.executeWithoutResult(status -> {
            try {
                KeysetHandle now = unwrapped(keysets.lock());
                KeysetHandle next =
                        KeysetHandle.newBuilder(now)
                                .setConfiguration(AeadConfig2026.get())
                                .addEntry(
                                        KeysetHandle.generateEntryFromParameters(
                                                        PredefinedAeadParameters.AES256_GCM)
                                                .withRandomId()
                                                .makePrimary())
                                .build();
                keysets.replace(kek.wrapped(next), clock.instant());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot rotate the keyset", e);
            }
            changes.changed(KIND, "1");
        });
    }

    private Aead keys() throws GeneralSecurityException {
        Aead known = keys;
        if (known == null) {
            known = aead(current());
            keys = known;
        }
        return known;
    }

    private KeysetHandle current() {
        return unwrapped(keysets.find().orElseThrow());
    }

    private KeysetHandle unwrapped(Keysets.Row row) {
        return kek.opened(row.wrapped())
                .orElseThrow(() ->
                        new StartRefused(
                                "the key-encryption key is not the one of this database: give the one that was used when the database was made (DIR/kek, SUANPAN_KEK or suanpan.kek.command)."));
    }

    private static Secret opened(Aead keys, byte[] sealed, String row, String field)
            throws GeneralSecurityException {
        return new Secret(
                new String(keys.decrypt(sealed, place(row, field)), StandardCharsets.UTF_8));
    }

    private static byte[] place(String row, String field) {
        return (row + '\n' + field).getBytes(StandardCharsets.UTF_8);
    }

    private static Aead aead(KeysetHandle handle) throws GeneralSecurityException {
        return handle.getPrimitive(AeadConfig2026.get(), Aead.class);
    }
}
