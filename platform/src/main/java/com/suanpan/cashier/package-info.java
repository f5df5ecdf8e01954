/// The cashier 收银台: the payer's page.
///
/// `/cashier/{token}` shows the order, a `POST` to `/cashier/{token}/{payMethod}` chooses. Inside a
/// provider's app the choice leads through the provider's own page, which comes back to
/// `/cashier/{token}/payer/{payMethod}/{channelCode}` with a code and our `state`: these addresses'
/// host is what is registered with the provider. `/cashier/{token}/stages` tells an open page of each
/// change (server-sent events), `/cashier/{token}/stage` of the last. Anyone who has the token may do
/// all of this, and nobody else.
@org.springframework.modulith.ApplicationModule(
        displayName = "收银台",
        allowedDependencies = {
            "money",
            "number",
            "problem",
            "store",
            "merchant",
            "gateway",
            "channel",
            "payment"
        })
@org.jspecify.annotations.NullMarked
package com.suanpan.cashier;
