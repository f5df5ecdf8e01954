package com.suanpan.notify;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.Signatures;
import com.suanpan.secret.Secret;
import com.suanpan.store.Trace;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One notice as it goes over the wire: our `sign` in the body as in answers, and the headers of
/// Standard Webhooks 1.0 over id, time and body, so that it can be neither forged nor replayed. While a
/// webhook secret rotates, the notice is signed with each that is valid.
record NoticeLetter(Map<String, String> headers, byte[] body) {

    private static final String SECRET_PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";

    static NoticeLetter write(
            Notice notice, Merchant merchant, Signatures signatures, Instant now) {
        MerchantKey newest = merchant.key(null).orElseThrow();
        SequencedMap<String, String> fields = NoticeFields.read(notice.content());
        fields.put("sign", signatures.sign(merchant, newest, Signatures.signedText(fields)));
        String body = NoticeFields.write(fields);
        String time = Long.toString(now.getEpochSecond());
        String signed = notice.noticeNo() + "." + time + "." + body;
        String webhookSignature =
                merchant.webhookSecrets().stream()
                        .map(secret -> "v1," + mac(secret, signed))
                        .collect(Collectors.joining(" "));
        return new NoticeLetter(
                Map.of(
                        "webhook-id",
                        notice.noticeNo(),
                        "webhook-timestamp",
                        time,
                        "webhook-signature",
                        webhookSignature,
                        Trace.HEADER,
                        Trace.parent(notice.payOrderNo())),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String mac(Secret secret, String text) {
        byte[] key = Base64.getDecoder().decode(secret.reveal().substring(SECRET_PREFIX.length()));
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
