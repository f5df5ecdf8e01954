/// Notices 通知: telling merchants of final states, at least once, and each try.
@org.springframework.modulith.ApplicationModule(
        displayName = "通知",
        allowedDependencies = {
            "money",
            "number",
            "problem",
            "store",
            "outbound",
            "secret",
            "merchant",
            "payment",
            "refund"
        })
@org.jspecify.annotations.NullMarked
package com.suanpan.notify;
