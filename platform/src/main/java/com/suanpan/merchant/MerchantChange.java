package com.suanpan.merchant;

import com.suanpan.money.Rate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator changes of a merchant (商户变更); what is not said stays as it is.
public final class MerchantChange {

    @Nullable String name;
    @Nullable String notifyUrl;
    boolean noNotifyUrl;
    @Nullable Boolean active;
    @Nullable Rate rate;
    @Nullable SettleMode settleMode;
    @Nullable List<AddressBlock> allowedIps;
    @Nullable Integer bucketCapacity;
    @Nullable Integer bucketRefill;

    public MerchantChange name(String given) {
        name = given;
        return this;
    }

    public MerchantChange notifyUrl(String url) {
        notifyUrl = url;
        return this;
    }

    /// Only orders that name an address are told of.
    public MerchantChange noNotifyUrl() {
        noNotifyUrl = true;
        return this;
    }

    /// Whether its calls are taken; what is under way goes on.
    public MerchantChange active(boolean given) {
        active = given;
        return this;
    }

    /// Of orders placed from now on.
    public MerchantChange rate(Rate given) {
        rate = given;
        return this;
    }

    /// Of orders placed from now on.
    public MerchantChange settles(SettleMode mode) {
        settleMode = mode;
        return this;
    }

    /// Addresses or CIDR blocks; none means any.
    public MerchantChange allowedIps(String... blocks) {
        allowedIps = Arrays.stream(blocks).map(AddressBlock::parse).toList();
        return this;
    }

    /// @param capacity calls at once
    /// @param refill calls a second
    public MerchantChange bucket(int capacity, int refill) {
        bucketCapacity = capacity;
        bucketRefill = refill;
        return this;
    }
}
