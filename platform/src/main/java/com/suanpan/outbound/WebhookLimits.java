package com.suanpan.outbound;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits on calls to addresses that others gave us (`suanpan.notice`).
///
/// @param allowPrivate whether inside addresses may be called
/// @param connect for the connection to one address
/// @param deadline for the whole exchange: name, connection, headers and what we read of the body
/// @param perHost connections to one host and port at once; further calls wait within their deadline
/// @param inAll connections to all hosts at once
@ConfigurationProperties("suanpan.notice")
record WebhookLimits(
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue("3s") Duration connect,
        @DefaultValue("10s") Duration deadline,
        @DefaultValue("32") int perHost,
        @DefaultValue("512") int inAll) {}
