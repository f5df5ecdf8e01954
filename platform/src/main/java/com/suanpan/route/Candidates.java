package com.suanpan.route;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.PayMethod;
import com.suanpan.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The channel accounts that can take a payment, best first, and why not the others.
public record Candidates(List<ChannelAccount> accounts, List<LeftOut> leftOut) {

    private static final Comparator<ChannelAccount> BEST_FIRST =
            Comparator.comparingInt(ChannelAccount::weight)
                    .reversed()
                    .thenComparing(ChannelAccount::channelCode);

    public Candidates {
        accounts = List.copyOf(accounts);
        leftOut = List.copyOf(leftOut);
    }

    /// An account of the right provider that cannot take this payment.
    public record LeftOut(String channelCode, Reason reason) {}

    /// Why an account is left out.
    public enum Reason {
        /// 已停用
        OFF,
        /// 未开通该支付方式
        METHOD_NOT_ALLOWED,
        /// 超过单笔限额
        OVER_SINGLE_LIMIT
    }

    /// Judges the accounts of the method's provider.
    static Candidates among(List<ChannelAccount> all, PayMethod method, Money amount) {
        List<ChannelAccount> fit = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (ChannelAccount account : all) {
            objection(account, method, amount)
                    .ifPresentOrElse(
                            reason -> leftOut.add(new LeftOut(account.channelCode(), reason)),
                            () -> fit.add(account));
        }
        fit.sort(BEST_FIRST);
        return new Candidates(fit, leftOut);
    }

    private static Optional<Reason> objection(
            ChannelAccount account, PayMethod method, Money amount) {
        if (!account.on()) {
            return Optional.of(Reason.OFF);
        }
        if (!account.serves(method)) {
            return Optional.of(Reason.METHOD_NOT_ALLOWED);
        }
        Money limit = account.singleLimit();
        if (limit != null && amount.isMoreThan(limit)) {
            return Optional.of(Reason.OVER_SINGLE_LIMIT);
        }
        return Optional.empty();
    }
}
