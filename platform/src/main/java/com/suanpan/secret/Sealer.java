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
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals secrets at rest (信封加密): AES256-GCM under a keyset that is itself sealed by the
/// key-encryption key and kept in the database. What is sealed is bound to its row and field, so that
/// it opens nowhere else.
@Component
public final class Sealer {

    static final String KIND = "keyset";

    /// Tink's: one byte of version, four that name the key.
    private static final int PREFIX = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

    private final Keysets keysets;
    private final ConfigChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final KekSource source;
    private volatile Kek kek;
    private volatile @Nullable Aead keys;
    private volatile boolean stale;

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
        this.source = KekSource.of(environment);
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
        changes.onChange(KIND, key -> stale = true);
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
            try {
                return opened(reread(), sealed, row, field);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot unseal " + row + "." + field, e);
            }
        }
    }

    /// What begins all that is sealed by the newest key.
    byte[] newestPrefix() {
        return Arrays.copyOf(seal(new Secret(""), "", ""), PREFIX);
    }

    /// Adds a key to the keyset and seals with it from now on; the older ones still open what they
    /// sealed.
    public void rotate() {
        transaction.executeWithoutResult(status -> {
            try {
                Keysets.Row row = keysets.lock();
                if (row.wrappedNext() != null) {
                    throw new IllegalArgumentException(
                            "the key-encryption key is being changed: finish that first.");
                }
                KeysetHandle now = unwrapped(row);
                KeysetHandle next =
                        KeysetHandle.newBuilder(now)
                                .setConfiguration(AeadConfig2026.get())
                                .addEntry(
                                        KeysetHandle.generateEntryFromParameters(
                                                        PredefinedAeadParameters.AES256_GCM)
                                                .withRandomId()
                                                .makePrimary())
                                .build();
                keysets.replace(kek.wrapped(next), null, clock.instant());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot rotate the keyset", e);
            }
            changes.changed(KIND, "1");
        });
    }

    /// A server whose own key-encryption key is no longer the one goes on with the keys that it has.
    private Aead keys() throws GeneralSecurityException {
        Aead known = keys;
        if (known != null && !stale) {
            return known;
        }
        try {
            return reread();
        } catch (StartRefused e) {
            if (known == null) {
                throw e;
            }
            stale = false;
            LOG.error(
                    "the changed keyset cannot be read, going on with the one at hand: {}",
                    e.getMessage());
            return known;
        }
    }

    private Aead reread() throws GeneralSecurityException {
        stale = false;
        Aead read = aead(current());
        keys = read;
        return read;
    }

    private KeysetHandle current() {
        return unwrapped(keysets.find().orElseThrow());
    }

    /// By the key at hand, else by the one that its source holds by now.
    private KeysetHandle unwrapped(Keysets.Row row) {
        Optional<KeysetHandle> opened = kek.opened(row.wrappings());
        if (opened.isPresent()) {
            return opened.get();
        }
        Kek again = new Kek(source.existing());
        KeysetHandle handle = again.opened(row.wrappings()).orElseThrow(Kek::refused);
        kek = again;
        return handle;
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
