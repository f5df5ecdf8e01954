package com.suanpan.channel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// What an adapter made of its accounts' settings (parsed keys, addresses): once an account and
/// generation, at first use; what has no generation (settings on trial, or of before) is parsed each
/// time. A broken account throws at each use and harms no other.
public final class Parsed<T> {

    private final Function<ChannelAccount, T> parse;
    private final ConcurrentMap<String, Of<T>> known = new ConcurrentHashMap<>();

    /// `parse` throws `BrokenAccount` on settings that cannot be used.
    public Parsed(Function<ChannelAccount, T> parse) {
        this.parse = parse;
    }

    public T of(ChannelAccount account) {
        if (account.generation() < 1) {
            return parse.apply(account);
        }
        Of<T> found = known.get(account.channelCode());
        if (found != null && found.generation == account.generation()) {
            return found.value;
        }
        Of<T> made = new Of<>(account.generation(), parse.apply(account));
        known.merge(account.channelCode(), made, (a, b) -> a.generation > b.generation ? a : b);
        return made.value;
    }

    private record Of<T>(long generation, T value) {}
}
