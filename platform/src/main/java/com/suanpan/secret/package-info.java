/// Secrets 密钥: envelope encryption at rest, and a value that never prints itself.
@org.springframework.modulith.ApplicationModule(
        displayName = "密钥",
        allowedDependencies = {"store"})
@org.jspecify.annotations.NullMarked
package com.suanpan.secret;
