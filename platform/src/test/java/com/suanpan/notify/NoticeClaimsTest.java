package com.suanpan.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
                .hasSize(64)
                .allMatch(n -> n.merchantId().equals("down"));
        assertThat(claim(room.lane, List.of("down"), 64, 100))
                .hasSize(5)
                .allMatch(n -> n.merchantId().equals("quick"));
        assertThat(claim(1 - room.lane, List.of(), 64, 100)).isEmpty();
    }

    private void addDue(String merchant, int count) {
        Instant now = room.clock.instant();
        List<Notice> due = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String no = room.numbers.next(room.merchantId);
            due.add(new Notice(room.lane, no, merchant, no, "{}", null, 1, 0, now, now));
        }
        room.rows.add(room.lane, due, now);
    }

    private List<Notice> claim(int lane, List<String> busy, int perMerchant, int most) {
        Instant now = room.clock.instant();
        return room.rows.claim(lane, now, now.plusSeconds(30), busy, perMerchant, most);
    }
}
