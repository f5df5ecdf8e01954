package com.suanpan.outbound;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits on calls to providers (`suanpan.outbound`).
///
/// @param connect for the TCP and TLS connection
/// @param deadline for the whole exchange: connection, headers and body
/// @param places calls under way at once on one line; the next one is not sent
@ConfigurationProperties("suanpan.outbound")
record CallLimits(
        @DefaultValue("3s") Duration connect,
        @DefaultValue("10s") Duration deadline,
        @DefaultValue("256") int places) {}
