package com.suanpan.merchant;

import com.suanpan.money.Rate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A merchant to be added. What is not said stays as here: an id of our making, HMAC-SHA256, scopes pay
/// and query, 60 basis points, settled T1, calls from any address, 500 calls a second and 1000 at once.
public final class NewMerchant {

    final String merchantName;
    @Nullable String merchantId;
    SignType signType = SignType.HMAC_SHA256;
    @Nullable String publicKey;
    Set<Scope> scopes = Set.of(Scope.PAY, Scope.QUERY);
    @Nullable String notifyUrl;
    boolean noticeNeedsSuccess;
    Rate rate = new Rate(60);
    SettleMode settleMode = SettleMode.T1;
    List<AddressBlock> allowedIps = List.of();
    int bucketCapacity = 1000;
    int bucketRefill = 500;

    private NewMerchant(String merchantName) {
        this.merchantName = merchantName;
    }

    public static NewMerchant named(String merchantName) {
        return new NewMerchant(merchantName);
    }

    /// 1–32 of `[0-9A-Za-z_-]`.
    public NewMerchant id(String given) {
        merchantId = given;
        return this;
    }

    /// Signs RSA2; we verify with this key (PEM, or Base64 of X.509).
    public NewMerchant rsa2(String theirPublicKey) {
        Signatures.publicKey(theirPublicKey);
        signType = SignType.RSA2;
        publicKey = theirPublicKey;
        return this;
    }

    /// Refund and payout also need `allowedIps`.
    public NewMerchant scopes(Set<Scope> given) {
        scopes = Set.copyOf(given);
        return this;
    }

    public NewMerchant notifyUrl(String url) {
        notifyUrl = url;
        return this;
    }

    /// A notice counts as delivered only if the answer's body is `success`.
    public NewMerchant noticeNeedsSuccess() {
        noticeNeedsSuccess = true;
        return this;
    }

    public NewMerchant rate(Rate given) {
        rate = given;
        return this;
    }

    public NewMerchant settles(SettleMode mode) {
        settleMode = mode;
        return this;
    }

    /// Addresses or CIDR blocks.
    public NewMerchant allowedIps(String... blocks) {
        allowedIps = Arrays.stream(blocks).map(AddressBlock::parse).toList();
        return this;
    }

    /// @param capacity calls at once
    /// @param refill calls a second
    public NewMerchant bucket(int capacity, int refill) {
        bucketCapacity = capacity;
        bucketRefill = refill;
        return this;
    }
}
