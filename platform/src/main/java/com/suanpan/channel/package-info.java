/// Channels 通道: the contract that every provider's adapter keeps, and the accounts we hold there.
@org.springframework.modulith.ApplicationModule(
        displayName = "通道",
        allowedDependencies = {"money", "number", "problem", "store", "secret", "outbound"})
@org.jspecify.annotations.NullMarked
package com.suanpan.channel;
