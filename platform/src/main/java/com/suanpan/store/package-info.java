/// Store 存储: batched commits, migrations, the embedded PostgreSQL and recurring jobs.
@org.springframework.modulith.ApplicationModule(
        displayName = "存储",
        allowedDependencies = {"problem", "number"})
@org.jspecify.annotations.NullMarked
package com.suanpan.store;
