/// Payments 支付: orders, their flows at the channels, stray money, asking, closing and expiry.
@org.springframework.modulith.ApplicationModule(
        displayName = "支付",
        allowedDependencies = {
            "money",
            "number",
            "problem",
            "store",
            "secret",
            "outbound",
            "merchant",
            "ledger",
            "channel",
            "gateway",
            "fee",
            "route"
        })
@org.jspecify.annotations.NullMarked
package com.suanpan.payment;
