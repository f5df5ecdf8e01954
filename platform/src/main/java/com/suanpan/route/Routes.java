package com.suanpan.route;

import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.PayMethod;
import com.suanpan.money.Money;
import org.springframework.stereotype.Component;

/// Finds the channel accounts for a payment (路由).
@Component
public final class Routes {

    private final ChannelAccounts accounts;

    Routes(ChannelAccounts accounts) {
        this.accounts = accounts;
    }

    /// The accounts that can take this payment now, by weight, and the reason for each left out.
    public Candidates candidates(PayMethod method, Money amount) {
        return Candidates.among(accounts.forProvider(method.provider()), method, amount);
    }
}
