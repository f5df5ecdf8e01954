package com.suanpan.callback;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.channel.Channels;
import com.suanpan.channel.PaymentHandler;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whom an address of ours names (M11, the first step): an account, and its provider in lower case. It
/// is read from memory. An account that is off is found: money that was under way when it was turned
/// off still comes.
@Component
class Addressees {

    private final ChannelAccounts accounts;
    private final Channels channels;

    Addressees(ChannelAccounts accounts, Channels channels) {
        this.accounts = accounts;
        this.channels = channels;
    }

    /// `handler` is any of the provider's; all of them read alike.
    record Addressee(ChannelAccount account, PaymentHandler handler) {}

    Optional<Addressee> find(String provider, String channelCode) {
        return accounts.find(channelCode)
                .filter(account -> account.provider().toLowerCase(Locale.ROOT).equals(provider))
                .flatMap(account ->
                        channels.provider(account.provider())
                                .map(handler -> new Addressee(account, handler)));
    }
}
