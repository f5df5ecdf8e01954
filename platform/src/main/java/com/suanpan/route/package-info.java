/// Routing 路由: which channel accounts can take a payment, in which order, and why not the others.
@org.springframework.modulith.ApplicationModule(
        displayName = "路由",
        allowedDependencies = {"money", "problem", "store", "merchant", "channel"})
@org.jspecify.annotations.NullMarked
package com.suanpan.route;
