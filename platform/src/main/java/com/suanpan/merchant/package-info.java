/// Merchants 商户: who may call us, with which keys, rates and limits.
@org.springframework.modulith.ApplicationModule(
        displayName = "商户",
        allowedDependencies = {"money", "number", "problem", "store", "secret", "outbound"})
@org.jspecify.annotations.NullMarked
package com.suanpan.merchant;
