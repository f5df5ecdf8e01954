/// Callbacks 回调: what providers and browsers tell us, verified and applied once.
@org.springframework.modulith.ApplicationModule(
        displayName = "回调",
        allowedDependencies = {
            "money",
            "number",
            "problem",
            "store",
            "outbound",
            "gateway",
            "channel",
            "payment",
            "refund"
        })
@org.jspecify.annotations.NullMarked
package com.suanpan.callback;
