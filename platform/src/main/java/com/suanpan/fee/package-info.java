/// Fees 手续费: the price of an order.
@org.springframework.modulith.ApplicationModule(
        displayName = "手续费",
        allowedDependencies = {"money", "merchant"})
@org.jspecify.annotations.NullMarked
package com.suanpan.fee;
