package com.suanpan.store;

/// Something in the books that does not agree (稽核发现).
///
/// @param law the law or invariant that is broken: `L4`, `P2`, `M7`
/// @param subject the business number or account that it is about
/// @param text one sentence: what was expected, what was found; amounts in minor units
public record Finding(String law, String subject, String text) {}
