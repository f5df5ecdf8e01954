package com.suanpan.fee;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.SettleMode;
import com.suanpan.merchant.SignType;
import com.suanpan.money.Money;
import com.suanpan.money.Rate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeesTest {

    @ParameterizedTest
    @CsvSource({
        "60, 10000, 60",
        "60, 1, 0",
        "60, 83, 0",
        "60, 84, 1",
        "60, 250, 2",
        "38, 9999999999, 38000000",
        "0, 10000, 0",
        "10000, 7, 7"
    })
    void a_fee_is_the_merchants_rate_rounded_half_up(int bps, long fen, long fee) {
        assertThat(new Fees().of(merchant(bps), Money.cny(fen))).isEqualTo(Money.cny(fee));
    }

    private static Merchant merchant(int bps) {
        return new Merchant(
                "M1",
                "One",
                SignType.HMAC_SHA256,
                List.of(),
                null,
                List.of(),
                null,
                true,
                new Rate(bps),
                SettleMode.T1,
                List.of(),
                false,
                10,
                10);
    }
}
