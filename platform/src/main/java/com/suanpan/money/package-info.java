/// Money 金额: exact amounts, currencies and rates.
@org.springframework.modulith.ApplicationModule(
        displayName = "金额",
        allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package com.suanpan.money;
