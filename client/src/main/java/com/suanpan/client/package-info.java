/// The merchant's side of Suanpan: signed calls, verified answers, verified notices.
@org.jspecify.annotations.NullMarked
package com.suanpan.client;
