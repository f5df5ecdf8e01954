package com.suanpan.notify;

import static com.suanpan.notify.NoticeStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.notify.NoticeRows.Move;
import com.suanpan.notify.NoticeRows.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoticeMovesTest {

    private static final Instant NEXT = Instant.parse("2026-01-02T03:04:05Z");
    private static final TryOutcome DELIVERY = new TryOutcome.Delivered(200);
    private static final TryOutcome IN_VAIN = new TryOutcome.Failed("nobody there");

    @Test
    void a_delivery_always_counts_once() {
        assertThat(decide(WAITING, 3, tried(3, DELIVERY, null)))
                .extracting(Move::after)
                .isEqualTo(DELIVERED);
        assertThat(decide(WAITING, 4, tried(3, DELIVERY, null)))
                .extracting(Move::after)
                .isEqualTo(DELIVERED);
        assertThat(decide(EXHAUSTED, 3, tried(3, DELIVERY, null)))
                .extracting(Move::after)
                .isEqualTo(DELIVERED);
        assertThat(decide(DELIVERED, 3, tried(3, DELIVERY, null))).isNull();
    }

    @Test
    void a_try_in_vain_counts_only_while_it_is_the_last() {
        assertThat(decide(WAITING, 3, tried(3, IN_VAIN, NEXT)))
                .isEqualTo(new Move("n", WAITING, WAITING, 3, NEXT));
        assertThat(decide(WAITING, 3, tried(3, IN_VAIN, null)))
                .isEqualTo(new Move("n", WAITING, EXHAUSTED, 3, null));
        assertThat(decide(WAITING, 4, tried(3, IN_VAIN, null))).isNull();
        assertThat(decide(DELIVERED, 3, tried(3, IN_VAIN, NEXT))).isNull();
        assertThat(decide(EXHAUSTED, 3, tried(3, IN_VAIN, NEXT))).isNull();
    }

    @Test
    void two_tries_of_one_notice_in_a_batch_are_decided_in_order() {
        Standing before = new Standing("n", WAITING, 2, 1);
        Move delivered = NoticeResults.decide(before, null, tried(1, DELIVERY, null));
        assertThat(NoticeResults.decide(before, delivered, tried(2, IN_VAIN, NEXT))).isNull();

        Move late = NoticeResults.decide(before, null, tried(2, IN_VAIN, NEXT));
        assertThat(NoticeResults.decide(before, late, tried(1, DELIVERY, null)))
                .isEqualTo(new Move("n", WAITING, DELIVERED, 1, null));
    }

    @Test
    void every_move_that_is_decided_is_in_the_table() {
        for (NoticeStatus from : NoticeStatus.values()) {
            for (NoticeTry tried :
                    new NoticeTry[] {
                        tried(3, DELIVERY, null), tried(3, IN_VAIN, NEXT), tried(3, IN_VAIN, null)
                    }) {
                Move move = decide(from, 3, tried);
                if (move != null && move.after() != from) {
                    assertThat(from.canBecome(move.after())).isTrue();
                }
            }
        }
        assertThat(DELIVERED.canBecome(EXHAUSTED)).isFalse();
    }

    private static @Nullable Move decide(NoticeStatus status, int claims, NoticeTry tried) {
        return NoticeResults.decide(new Standing("n", status, claims, 2), null, tried);
    }

    private static NoticeTry tried(int claim, TryOutcome outcome, @Nullable Instant next) {
        Notice notice =
                new Notice(
                        0,
                        "n",
                        "M1",
                        "p",
                        null,
                        "{}",
                        null,
                        claim,
                        2,
                        Instant.EPOCH,
                        Instant.EPOCH);
        return new NoticeTry(notice, Instant.EPOCH, 1, outcome, next);
    }
}
