/// The story of the platform's payments, played by its real programs; and what starts them.
@org.jspecify.annotations.NullMarked
package com.suanpan.bench;
