package com.suanpan.notify;

import com.suanpan.store.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits on the delivery of notices (`suanpan.notice`).
///
/// @param perMerchant deliveries under way at once to one merchant
/// @param inAll deliveries under way at once
/// @param deadline for one delivery, which must end within its lease; the room `outbound` keeps it
@ConfigurationProperties("suanpan.notice")
record NoticeLimits(
        @DefaultValue("16") int perMerchant,
        @DefaultValue("512") int inAll,
        @DefaultValue("10s") Duration deadline) {

    NoticeLimits {
        if (deadline.compareTo(NoticeDispatcher.LONGEST_TRY) >= 0) {
            throw new StartRefused(
                    "suanpan.notice.deadline is too long: give less than %ds, or a delivery could outlive its lease."
                            .formatted(NoticeDispatcher.LONGEST_TRY.toSeconds()));
        }
    }
}
