package com.suanpan.cashier;

import com.suanpan.channel.BrokenAccount;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.IdentifiesPayers;
import com.suanpan.payment.PayWay;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By which account a payer inside a provider's app is told (网页授权).
record PayerRoad(IdentifiesPayers by, ChannelAccount account) {

    private static final Logger LOG = LoggerFactory.getLogger(PayerRoad.class);

    /// By the best account that has what it takes; empty if none has, or the method knows no payers.
    static Optional<PayerRoad> of(PayWay way) {
        if (!(way.handler() instanceof IdentifiesPayers by)) {
            return Optional.empty();
        }
        return way.accounts().stream()
                .filter(account -> can(by, account))
                .findFirst()
                .map(account -> new PayerRoad(by, account));
    }

    private static boolean can(IdentifiesPayers by, ChannelAccount account) {
        try {
            return by.canIdentify(account);
        } catch (BrokenAccount e) {
            LOG.error("no payer can be told: {}", e.getMessage());
            return false;
        }
    }
}
