/// Refunds 退款: money given back for paid orders, reserved and held before any channel is called.
@org.springframework.modulith.ApplicationModule(
        displayName = "退款",
        allowedDependencies = {
            "money",
            "number",
            "problem",
            "store",
            "outbound",
            "merchant",
            "ledger",
            "channel",
            "gateway",
            "payment"
        })
@org.jspecify.annotations.NullMarked
package com.suanpan.refund;
