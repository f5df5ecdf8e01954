package com.suanpan.channel;

import com.suanpan.money.Money;
import com.suanpan.secret.Secret;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A channel account to be added; the fields are those of `ChannelAccount`.
public record NewAccount(
        String channelCode,
        String channelName,
        String provider,
        Map<String, Secret> settings,
        boolean on,
        int weight,
        @Nullable Money singleLimit,
        Set<String> methods) {

    public static final int USUAL_WEIGHT = 100;

    public NewAccount {
        settings = Map.copyOf(settings);
        methods = Set.copyOf(methods);
    }

    ChannelAccount account(long generation) {
        return new ChannelAccount(
                channelCode,
                channelName,
                provider,
                generation,
                settings,
                on,
                weight,
                singleLimit,
                methods);
    }
}
