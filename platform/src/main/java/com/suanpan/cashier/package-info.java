/// The cashier 收银台: the payer's page.
@org.springframework.modulith.ApplicationModule(
        displayName = "收银台",
        allowedDependencies = {
            "money",
            "number",
            "problem",
            "store",
            "merchant",
            "gateway",
            "channel",
            "payment"
        })
@org.jspecify.annotations.NullMarked
package com.suanpan.cashier;
