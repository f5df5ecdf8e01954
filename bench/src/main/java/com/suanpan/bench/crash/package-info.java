/// Death: the real programs are killed under load, and whatever was acknowledged before must hold
/// afterwards.
@org.jspecify.annotations.NullMarked
package com.suanpan.bench.crash;
