package com.suanpan.gateway;

import com.suanpan.store.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits on merchants' calls (`suanpan.gateway`).
///
/// @param callsInFlight calls of one kind inside at once, those that wait for a channel among them
/// @param callsInFlightPerMerchant those of one merchant
/// @param leastPlaces calls of one kind that we work on at once when all is slow
/// @param mostPlaces calls that we work on at once when all is well
/// @param mostQueryPlaces the same for queries
/// @param goal what our own part of a call may take on average before fewer are let in
@ConfigurationProperties("suanpan.gateway")
record GatewayLimits(
        @DefaultValue("2000") int callsInFlight,
        @DefaultValue("300") int callsInFlightPerMerchant,
        @DefaultValue("16") int leastPlaces,
        @DefaultValue("256") int mostPlaces,
        @DefaultValue("128") int mostQueryPlaces,
        @DefaultValue("200ms") Duration goal) {

    GatewayLimits {
        if (leastPlaces < 1
                || mostPlaces < leastPlaces
                || mostQueryPlaces < leastPlaces
                || !goal.isPositive()) {
            throw new StartRefused(
                    "suanpan.gateway: least-places is 1 or more, most-places and most-query-places are not below it, and goal is longer than nothing.");
        }
    }

    AdaptiveLimit.Bounds of(CallKind kind) {
        return new AdaptiveLimit.Bounds(
                leastPlaces,
                switch (kind) {
                    case CHANGE -> mostPlaces;
                    case QUERY -> mostQueryPlaces;
                },
                goal);
    }
}
