package com.suanpan.notify;

import com.suanpan.number.Lanes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds the notices that are due, whoever lost them: a server that died between commit and delivery, a
/// full queue, a try in vain.
@Component
class SweepNotices {

    private static final int OF_ONE_MERCHANT = 64;
    private static final int AT_ONCE = 500;
    private static final int ROUNDS = 20;

    private final NoticeRows notices;
    private final NoticeDispatcher dispatcher;
    private final Lanes lanes;
    private final Clock clock;

    SweepNotices(NoticeRows notices, NoticeDispatcher dispatcher, Lanes lanes, Clock clock) {
        this.notices = notices;
        this.dispatcher = dispatcher;
        this.lanes = lanes;
        this.clock = clock;
    }

    void sweep() {
        for (int lane = 0; lane < lanes.count(); lane++) {
            for (int round = 0; round < ROUNDS && claimed(lane); round++) {}
        }
    }

    private boolean claimed(int lane) {
        int most = Math.min(AT_ONCE, dispatcher.room());
        if (most == 0) {
            return false;
        }
        Instant now = clock.instant();
        List<Notice> due =
                notices.claim(
                        lane,
                        now,
                        now.plus(NoticeDispatcher.LEASE),
                        dispatcher.busy(OF_ONE_MERCHANT),
                        OF_ONE_MERCHANT,
                        most);
        dispatcher.take(due);
        return !due.isEmpty();
    }
}
