/// The gateway 网关: the merchant API's form, signature, freshness, replay guard and limits.
@org.springframework.modulith.ApplicationModule(
        displayName = "网关",
        allowedDependencies = {"money", "number", "problem", "store", "outbound", "merchant"})
@org.jspecify.annotations.NullMarked
package com.suanpan.gateway;
