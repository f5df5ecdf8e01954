package com.suanpan.payment;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.PaymentHandler;
import java.util.List;

/// A way to pay an order (支付途径) on our page: a method, and the channel accounts that can take the
/// order by it now, best first, at least one.
public record PayWay(PaymentHandler handler, List<ChannelAccount> accounts) {

    public PayWay {
        accounts = List.copyOf(accounts);
    }

    public String payMethod() {
        return handler.method().code();
    }
}
