/// Outbound 出站: every call that leaves us, with its deadline, its limits and its address check.
@org.springframework.modulith.ApplicationModule(
        displayName = "出站",
        allowedDependencies = {"store"})
@org.jspecify.annotations.NullMarked
package com.suanpan.outbound;
