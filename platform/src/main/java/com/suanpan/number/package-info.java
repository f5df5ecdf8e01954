/// Numbers 单号: business numbers, slots and lanes, and the forms that channels take.
@org.springframework.modulith.ApplicationModule(
        displayName = "单号",
        allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package com.suanpan.number;
