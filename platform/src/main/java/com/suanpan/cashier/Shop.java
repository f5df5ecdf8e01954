package com.suanpan.cashier;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Between which two places the payer goes.
///
/// @param page our page of the order
/// @param back the merchant's page, signed as the order stands now; null if it has none
record Shop(String merchantName, URI page, @Nullable URI back) {}
