/// A tea shop that is paid through Suanpan: what a merchant's program does, and nothing else. Copy it.
@org.jspecify.annotations.NullMarked
package com.suanpan.sample;
