/// Load: how many payments a second the real programs carry on this machine, what each costs, and
/// whether every fen is where it belongs afterwards.
@org.jspecify.annotations.NullMarked
package com.suanpan.bench.load;
