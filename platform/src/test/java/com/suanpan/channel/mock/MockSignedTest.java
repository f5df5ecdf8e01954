package com.suanpan.channel.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signatures made by `openssl dgst -sha256 -hmac`.
class MockSignedTest {

    private static final Instant NOW = Instant.ofEpochSecond(1795417200);

    private final MockAccount account =
            new MockAccount("http://mock", "M1001", new Secret("k3y-of-the-mock-channel"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "POST|/mock/pay|{\"subject\":\"一杯咖啡\"}|3eb36e88b5187505d2ee0a99cf304c3f3e330b8e14369bd7d7f457f4a1097709",
                "200|/mock/pay|{\"code\":\"SUCCESS\"}|6f5aa12f18c41a91e700247f9ae6f522a045874f98fd21736fa990e3d44545b6"
            })
    void it_signs_as_openssl_does(String first, String path, String body, String signature) {
        MockSigned signed = signed(first, path, "1795417200", body);

        assertThat(signed.headers(account))
                .isEqualTo(
                        Map.of(
                                "Mock-Merchant", "M1001",
                                "Mock-Timestamp", "1795417200",
                                "Mock-Nonce", "0123456789abcdef",
                                "Mock-Signature", signature));
        assertThat(signed.isGenuine(account, _ -> Optional.of(signature))).isTrue();
    }

    @Test
    void no_signature_is_not_genuine() {
        assertThat(signed("POST", "/", "1", "").isGenuine(account, _ -> Optional.empty()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1795417200, true",
        "1795416900, true",
        "1795416899, false",
        "1795417500, true",
        "1795417501, false",
        "x, false",
        "-1, false",
        "99999999999999999999, false"
    })
    void a_timestamp_is_fresh_for_five_minutes_either_way(String timestamp, boolean fresh) {
        assertThat(signed("POST", "/", timestamp, "").isFresh(NOW)).isEqualTo(fresh);
    }

    private static MockSigned signed(String first, String path, String timestamp, String body) {
        return new MockSigned(
                first, path, timestamp, "0123456789abcdef", body.getBytes(StandardCharsets.UTF_8));
    }
}
