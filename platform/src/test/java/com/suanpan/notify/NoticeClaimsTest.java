package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NoticeClaimsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final NoticeRoom room = new NoticeRoom(DATABASE);

    @AfterEach
    void stop() throws Exception {
        room.close();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @Test
    void two_servers_that_sweep_at_once_claim_each_notice_once() throws Exception {
        addDue(room.merchantId, 300);
        List<Future<List<Notice>>> claims = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                claims.add(threads.submit(() -> claim(room.lane, List.of(), 10, 10)));
            }
        }
        List<String> claimed = new ArrayList<>();
        for (Future<List<Notice>> claim : claims) {
            claim.get().forEach(n -> claimed.add(n.noticeNo()));
        }
        assertThat(claimed).doesNotHaveDuplicates();
        assertThat(claimed.size()).isGreaterThan(100);
    }

    @Test
    void a_long_queue_of_one_merchant_does_not_fill_the_claim() {
        addDue("down", 500);
        room.clock.tick(Duration.ofMillis(1));
        addDue("quick", 5);

        assertThat(claim(room.lane, List.of(), 64, 100))
                .hasSize(69)
                .filteredOn(n -> n.merchantId().equals("quick"))
                .hasSize(5);
        assertThat(claim(room.lane, List.of("down"), 64, 100)).isEmpty();
        assertThat(claim(room.lane, List.of(), 64, 40)).hasSize(40);
        assertThat(claim(1 - room.lane, List.of(), 64, 100)).isEmpty();
    }

    @Test
    void what_a_claim_costs_does_not_depend_on_one_merchants_queue() {
        Instant now = room.clock.instant();
        room.jdbc
                .sql(
                        """
                        insert into notice
                            (lane, notice_no, merchant_id, notice_type, pay_order_no, content, status,
                             claims, failures, next_try_at, give_up_at, created_at)
                        select :lane, 'n' || i, case when i % 4000 = 0 then 'M' || i else 'Dead' end,
                               'PAYMENT', 'n' || i, '{}', 'WAITING', 1, 0, :now, :now, :now
                        from generate_series(1, 200000) i
                        """)
                .param("lane", room.lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        room.jdbc.sql("vacuum analyze notice").update();

        assertThat(buffersOfClaim("Dead")).isLessThan(50 * 60);
        assertThat(claim(room.lane, List.of("Dead"), 64, 500)).isEmpty();
        assertThat(buffersOfClaim("Dead")).isLessThan(600);
        assertThat(claim(room.lane, List.of(), 64, 500))
                .hasSize(64)
                .allMatch(n -> n.merchantId().equals("Dead"));
    }

    /// Pages that a claim of up to 500 touches, whoever has them.
    private long buffersOfClaim(String busy) {
        Instant now = room.clock.instant();
        List<String> plan =
                room.jdbc
                        .sql("explain (analyze, buffers, timing off) " + NoticeRows.CLAIM)
                        .param("lane", room.lane)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("leasedUntil", now.plusSeconds(30).atOffset(ZoneOffset.UTC))
                        .param("busy", new String[] {busy})
                        .param("perMerchant", 64)
                        .param("most", 500)
                        .query(String.class)
                        .list();
        String pages = plan.stream().filter(l -> l.contains("Buffers:")).findFirst().orElseThrow();
        return Pattern.compile("(?:hit|read)=(\\d+)")
                .matcher(pages)
                .results()
                .mapToLong(r -> Long.parseLong(r.group(1)))
                .sum();
    }

    private void addDue(String merchant, int count) {
        Instant now = room.clock.instant();
        List<Notice> due = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String no = room.numbers.next(room.merchantId);
            due.add(new Notice(room.lane, no, merchant, no, null, "{}", null, 1, 0, now, now));
        }
        room.rows.add(room.lane, due, now);
    }

    private List<Notice> claim(int lane, List<String> busy, int perMerchant, int most) {
        Instant now = room.clock.instant();
        return room.rows.claim(lane, now, now.plusSeconds(30), busy, perMerchant, most);
    }
}
