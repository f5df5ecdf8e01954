package com.suanpan.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.PayMethod;
import com.suanpan.channel.Scene;
import com.suanpan.money.Money;
import com.suanpan.route.Candidates.LeftOut;
import com.suanpan.route.Candidates.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CandidatesTest {

    private static final PayMethod QR = new PayMethod("MOCK_QR", "MOCK", Scene.SHOWN_CODE);

    @Test
    void the_heaviest_comes_first_and_equals_by_code() {
        Candidates found =
                among(
                        account("c", true, 100, null, Set.of()),
                        account("a", true, 100, null, Set.of()),
                        account("b", true, 200, null, Set.of()),
                        account("d", true, 0, null, Set.of()));

        assertThat(found.accounts())
                .extracting(ChannelAccount::channelCode)
                .containsExactly("b", "a", "c", "d");
        assertThat(found.leftOut()).isEmpty();
    }

    @Test
    void each_account_that_is_left_out_has_its_reason() {
        Candidates found =
                among(
                        account("off", false, 100, 1L, Set.of("MOCK_PAGE")),
                        account("page", true, 100, 1L, Set.of("MOCK_PAGE")),
                        account("small", true, 100, 999L, Set.of("MOCK_QR")),
                        account("fits", true, 1, 1_000L, Set.of("MOCK_QR", "MOCK_PAGE")));

        assertThat(found.accounts())
                .extracting(ChannelAccount::channelCode)
                .containsExactly("fits");
        assertThat(found.leftOut())
                .containsExactly(
                        new LeftOut("off", Reason.OFF),
                        new LeftOut("page", Reason.METHOD_NOT_ALLOWED),
                        new LeftOut("small", Reason.OVER_SINGLE_LIMIT));
    }

    private static Candidates among(ChannelAccount... accounts) {
        return Candidates.among(List.of(accounts), QR, Money.cny(1_000));
    }

    private static ChannelAccount account(
            String code, boolean on, int weight, @Nullable Long limit, Set<String> methods) {
        return new ChannelAccount(
                code,
                code,
                "MOCK",
                1,
                Map.of(),
                on,
                weight,
                limit == null ? null : Money.cny(limit),
                methods);
    }
}
