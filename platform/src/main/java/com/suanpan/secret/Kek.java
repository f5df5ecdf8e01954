package com.suanpan.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import com.suanpan.store.StartRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;

/// A key-encryption key (密钥加密密钥, KEK): it seals the keyset, and nothing else.
final class Kek {

    private static final byte[] PLACE = "suanpan keyset".getBytes(StandardCharsets.UTF_8);

    private final Aead aead;

    /// @param key 32 bytes
    Kek(byte[] key) {
        try {
            this.aead = aead(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no such key", e);
        }
    }

    byte[] wrapped(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                keyset, aead, PLACE, AeadConfig2026.get());
    }

    /// The keyset that one of these holds; empty if all are sealed by other keys.
    Optional<KeysetHandle> opened(Stream<byte[]> wrappings) {
        return wrappings.map(this::opened).flatMap(Optional::stream).findFirst();
    }

    /// The keyset; empty if it is sealed by another key.
    Optional<KeysetHandle> opened(byte[] wrapped) {
        try {
            return Optional.of(
                    TinkProtoKeysetFormat.parseEncryptedKeyset(
                            wrapped, aead, PLACE, AeadConfig2026.get()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static StartRefused refused() {
        return new StartRefused(
                "the key-encryption key is not the one of this database: give the one that was used last (DIR/kek, SUANPAN_KEK or suanpan.kek.command).");
    }

    @AccessesPartialKey // the key comes as bytes from outside
    private static Aead aead(byte[] key) throws GeneralSecurityException {
        AesGcmParameters parameters =
                AesGcmParameters.builder()
                        .setKeySizeBytes(key.length)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build();
        AesGcmKey aesKey =
                AesGcmKey.builder()
                        .setParameters(parameters)
                        .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                        .build();
        return KeysetHandle.newBuilder()
                .setConfiguration(AeadConfig2026.get())
                .addEntry(KeysetHandle.importKey(aesKey).withFixedId(1).makePrimary())
                .build()
                .getPrimitive(AeadConfig2026.get(), Aead.class);
    }
}
