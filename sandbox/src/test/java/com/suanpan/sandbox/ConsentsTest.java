package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.sandbox.Consents.Redeemed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Codes serve once and five minutes; what was told is remembered.
class ConsentsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final Account TEA = new Account("WECHAT", "1600000001", "tea", Map.of());
    private static final Account RICE = new Account("WECHAT", "1600000002", "rice", Map.of());
    private static final Person LI = Person.named("li");

    @TempDir Path dir;
    private Journal journal;
    private Instant now = NOON;
    private Consents consents;

    @BeforeEach
    void nobody_was_told_anything() throws Exception {
        journal = new Journal(dir.resolve("journal.jsonl"));
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        consents = new Consents(journal, new Serials(clock), clock);
    }

    @AfterEach
    void closed() throws Exception {
        journal.close();
    }

    @Test
    void a_code_tells_who_it_was_once() {
        String code = consents.code(TEA, LI);

        assertThat(consents.redeem(TEA, code)).isEqualTo(new Redeemed.By(LI));
        assertThat(consents.redeem(TEA, code)).isEqualTo(new Redeemed.Used());
    }

    @Test
    void a_code_lives_five_minutes() {
        String code = consents.code(TEA, LI);
        String other = consents.code(TEA, LI);

        now = NOON.plus(Duration.ofMinutes(5));
        assertThat(consents.redeem(TEA, code)).isInstanceOf(Redeemed.By.class);
        now = now.plusMillis(1);
        assertThat(consents.redeem(TEA, other)).isEqualTo(new Redeemed.TooOld());
    }

    @Test
    void another_application_learns_nothing_and_spoils_nothing() {
        String code = consents.code(TEA, LI);

        assertThat(consents.redeem(RICE, code)).isEqualTo(new Redeemed.OfAnother());
        assertThat(consents.redeem(TEA, "nonsense")).isEqualTo(new Redeemed.Unknown());
        assertThat(consents.redeem(TEA, code)).isInstanceOf(Redeemed.By.class);
    }

    @Test
    void what_was_told_is_in_the_journal_once() throws Exception {
        consents.tell(TEA, "o1", LI);
        consents.tell(TEA, "o1", LI);
        Consents again = new Consents(journal, new Serials(Clock.systemUTC()), Clock.systemUTC());
        int[] lines = {0};
        journal.replay(line -> {
            lines[0]++;
            again.remember(Json.read(line.get("consent"), Consents.Told.class));
        });

        assertThat(lines[0]).isEqualTo(1);
        assertThat(again.person("WECHAT", "o1")).contains(LI);
        assertThat(again.standing(TEA, "o1")).isEqualTo(Consents.Standing.TOLD);
        assertThat(again.standing(RICE, "o1")).isEqualTo(Consents.Standing.ANOTHERS);
        assertThat(again.standing(TEA, "o2")).isEqualTo(Consents.Standing.UNHEARD);
    }
}
