/// The mock provider (模拟通道), whose protocol is defined in `docs/sandbox.md`.
@NullMarked
package com.suanpan.sandbox.mock;

import org.jspecify.annotations.NullMarked;
