package com.suanpan.bench.load;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.Scope;
import com.suanpan.merchant.SettleMode;
import com.suanpan.merchant.SignType;
import com.suanpan.merchant.Signatures;
import com.suanpan.money.Rate;
import com.suanpan.number.BusinessNumbers;
import com.suanpan.payment.QrImage;
import com.suanpan.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What each payment does several times and without the database, timed by JMH: `./suanpan bench jmh`.
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPieces {

    private static final String CODE = "weixin://wxpay/bizpayurl?pr=Q5fBUJmzz";
    private static final Map<String, String> FIELDS =
            Map.of(
                    "amount", "123.45",
                    "api_key", "ak_0123456789abcdef01234567",
                    "merchant_id", "M20261123001",
                    "nonce", "0123456789abcdef0123456789abcdef",
                    "notify_url", "http://127.0.0.2:30000/notice",
                    "order_no", "L1-1",
                    "pay_method", "MOCK_QR",
                    "qr_image", "false",
                    "subject", "Load",
                    "timestamp", "1795000000");

    private final Signatures signatures = new Signatures();
    private final BusinessNumbers numbers = new BusinessNumbers(Clock.systemUTC(), () -> 7);
    private final String text = Signatures.signedText(FIELDS);
    private final Merchant hmac = merchant(SignType.HMAC_SHA256, null, null);
    private final Merchant rsa;
    private final String hmacSign;
    private final String rsaSign;

    public HotPieces() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            rsa =
                    merchant(
                            SignType.RSA2,
                            base64(pair.getPrivate().getEncoded()),
                            base64(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        hmacSign = signatures.sign(hmac, hmac.keys().getFirst(), text);
        rsaSign = signatures.sign(rsa, rsa.keys().getFirst(), text);
    }

    static Merchant merchant(SignType signType, @Nullable String ours, @Nullable String theirs) {
        MerchantKey key =
                new MerchantKey(
                        "ak_1",
                        new Secret("0123456789abcdef".repeat(4)),
                        theirs,
                        Set.of(Scope.PAY));
        return new Merchant(
                "M20261123001",
                "Load",
                signType,
                List.of(key),
                ours == null ? null : new Secret(ours),
                List.of(new Secret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")),
                null,
                true,
                new Rate(60),
                SettleMode.T1,
                List.of(),
                false,
                1_000,
                500);
    }

    @Benchmark
    public String signedText() {
        return Signatures.signedText(FIELDS);
    }

    @Benchmark
    public boolean hmacCheck() {
        return signatures.verifies(hmac, hmac.keys().getFirst(), text, hmacSign);
    }

    @Benchmark
    public boolean rsaCheck() {
        return signatures.verifies(rsa, rsa.keys().getFirst(), text, rsaSign);
    }

    @Benchmark
    public String rsaSign() {
        return signatures.sign(rsa, rsa.keys().getFirst(), text);
    }

    /// What `qr_image` costs a call.
    @Benchmark
    public String qrImage() {
        return QrImage.dataUri(CODE);
    }

    @Benchmark
    public String businessNumber() {
        return numbers.next("M20261123001");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
