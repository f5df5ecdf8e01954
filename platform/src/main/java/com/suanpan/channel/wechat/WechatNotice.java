package com.suanpan.channel.wechat;

import com.suanpan.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A notice's envelope: what happened, and the object it happened to, encrypted with the APIv3 key.
record WechatNotice(@Nullable String eventType, @Nullable Resource resource) {

    private static final String ALGORITHM = "AEAD_AES_256_GCM";
    private static final int TAG_BITS = 128;

    record Resource(
            @Nullable String algorithm,
            @Nullable String ciphertext,
            @Nullable String associatedData,
            @Nullable String nonce) {}

    /// The object's JSON; empty if this key does not open it.
    Optional<byte[]> opened(Secret apiV3Key) {
        if (resource == null
                || resource.ciphertext == null
                || resource.nonce == null
                || !ALGORITHM.equals(resource.algorithm)) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(apiV3Key.bytes(), "AES"),
                    new GCMParameterSpec(
                            TAG_BITS, resource.nonce.getBytes(StandardCharsets.UTF_8)));
            if (resource.associatedData != null) {
                cipher.updateAAD(resource.associatedData.getBytes(StandardCharsets.UTF_8));
            }
            return Optional.of(cipher.doFinal(Base64.getDecoder().decode(resource.ciphertext)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
