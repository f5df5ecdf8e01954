/// The console 后台: what operators command and see.
@org.springframework.modulith.ApplicationModule(
        displayName = "后台",
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
            "payment",
            "notify",
            "callback"
        })
@org.jspecify.annotations.NullMarked
package com.suanpan.console;
