package com.suanpan.channel;

import com.suanpan.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An attempt as the channel knows it: the number we sent and when, and the channel's own number once
/// it is known.
public record FlowRef(
        String requestNo, @Nullable String channelOrderNo, Money amount, Instant sentAt) {}
