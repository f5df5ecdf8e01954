package com.suanpan.channel;

import com.suanpan.money.Money;
import com.suanpan.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account that we hold at a provider (通道商户号), one row of `channel_config`.
///
/// @param channelCode our name of it, unique; part of the callback's address
/// @param provider the provider's code, upper case
/// @param generation grows with each change, so that what was parsed from older settings is dropped;
///     below 1 for settings that are not the row's
/// @param settings the provider's own settings; all of them print as `***`
/// @param methods codes of the pay methods it may serve; empty means all of the provider's
public record ChannelAccount(
        String channelCode,
        String channelName,
        String provider,
        long generation,
        Map<String, Secret> settings,
        boolean on,
        int weight,
        @Nullable Money singleLimit,
        Set<String> methods) {

    public ChannelAccount {
        settings = Map.copyOf(settings);
        methods = Set.copyOf(methods);
    }

    /// The same account with other settings, which no row holds yet.
    ChannelAccount with(Map<String, Secret> others) {
        return new ChannelAccount(
                channelCode, channelName, provider, 0, others, on, weight, singleLimit, methods);
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name)).map(Secret::reveal);
    }

    /// A setting that the account cannot work without.
    public String need(String name) {
        Secret value = settings.get(name);
        if (value == null) {
            throw new BrokenAccount(channelCode, "setting " + name + " is missing");
        }
        return value.reveal();
    }

    public boolean serves(PayMethod method) {
        return method.provider().equals(provider)
                && (methods.isEmpty() || methods.contains(method.code()));
    }
}
