package com.suanpan.cashier;

/// What the payer looks at the page with (付款终端).
sealed interface Device {

    /// The browser inside this provider's app.
    record InApp(String provider) implements Device {}

    /// A phone's or tablet's own browser.
    record Phone() implements Device {}

    /// A computer's browser.
    record Desktop() implements Device {}
}
