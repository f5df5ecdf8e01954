/// The mock channel 模拟通道: the smallest protocol that is safe to pay by, and the pattern for a new
/// channel. The protocol is defined in `docs/sandbox.md`.
@org.jspecify.annotations.NullMarked
package com.suanpan.channel.mock;
