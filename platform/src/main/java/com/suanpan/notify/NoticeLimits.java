package com.suanpan.notify;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits on the delivery of notices (`suanpan.notice`).
///
/// @param perMerchant deliveries under way at once to one merchant
/// @param inAll deliveries under way at once
@ConfigurationProperties("suanpan.notice")
record NoticeLimits(@DefaultValue("16") int perMerchant, @DefaultValue("512") int inAll) {}
