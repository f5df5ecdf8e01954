/// The merchant's side of Suanpan: signed calls, verified answers, verified notices and return addresses.
/// JDK 17, Jackson, nothing else.
@org.jspecify.annotations.NullMarked
package com.suanpan.client;
