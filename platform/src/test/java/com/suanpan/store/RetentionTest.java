package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.number.Lanes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    @Test
    void rows_older_than_the_setting_go_lane_by_lane_until_none_is_left() {
        List<String> steps = new ArrayList<>();
        int[] rows = {4_500, 10};

        keeping("30d")
                .job(
                        "forget-things",
                        "things",
                        (lane, before, most) -> {
                            int gone = Math.min(most, rows[lane]);
                            rows[lane] -= gone;
                            steps.add(lane + " " + before + " " + gone);
                            return gone;
                        })
                .work()
                .run();

        assertThat(steps)
                .containsExactly(
                        "0 2026-10-24T04:00:00Z 2000",
                        "0 2026-10-24T04:00:00Z 2000",
                        "0 2026-10-24T04:00:00Z 500",
                        "1 2026-10-24T04:00:00Z 10");
    }

    @Test
    void too_short_a_time_and_no_time_at_all_refuse_the_start() {
        for (String given : List.of("6d", "1h", "soon")) {
            assertThatThrownBy(() -> keeping(given).job("forget-things", "things", (_, _, _) -> 0))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("suanpan.keep.things")
                    .hasMessageContaining(given);
        }
    }

    @Test
    void tokens_of_transactions_go_after_their_time_a_few_at_a_time() {
        try (TestDatabase database = TestDatabase.create()) {
            database.jdbc()
                    .sql(
                            """
                            insert into commit_token
                            select 0, gen_random_uuid(), :now::timestamptz - n * interval '1 h'
                            from generate_series(0, 4) n
                            """)
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .update();
            CommitTokens tokens =
                    new CommitTokens(database.jdbc(), Clock.fixed(NOW, ZoneOffset.UTC));
            assertThat(tokens.forget(0, NOW.minusSeconds(5_400), 2)).isEqualTo(2);
            assertThat(tokens.forget(0, NOW.minusSeconds(5_400), 2)).isEqualTo(1);
        }
    }

    private static Retention keeping(String time) {
        return new Retention(
                new MockEnvironment().withProperty("suanpan.keep.things", time),
                new Lanes(2),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
