/// Problems 错误: the codes that a caller sees, and the refusal that carries one.
@org.springframework.modulith.ApplicationModule(
        displayName = "错误",
        allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package com.suanpan.problem;
