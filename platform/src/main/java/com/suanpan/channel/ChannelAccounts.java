package com.suanpan.channel;

import com.suanpan.channel.AddResult.Added;
import com.suanpan.channel.AddResult.Refused;
import com.suanpan.store.ConfigChanges;
import com.suanpan.store.ConfigReads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The accounts (通道商户号) that we hold at providers: read from memory, dropped from it when one
/// changes on any server.
@Component
public final class ChannelAccounts {

    private static final String KIND = "channel";
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,32}");

    private final ChannelConfigs configs;
    private final Channels channels;
    private final ConfigChanges changes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ConfigReads reads;
    private volatile @Nullable Map<String, ChannelAccount> known;

    ChannelAccounts(
            ChannelConfigs configs,
            Channels channels,
            ConfigChanges changes,
            PlatformTransactionManager transactions,
            Clock clock,
            MeterRegistry meters) {
        this.configs = configs;
        this.channels = channels;
        this.changes = changes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.reads = new ConfigReads(meters, "channel");
        changes.onChange(KIND, _ -> forget());
    }

    /// The account of that code, on or off: callbacks of one that was turned off still count.
    public Optional<ChannelAccount> find(String channelCode) {
        return Optional.ofNullable(known().get(channelCode));
    }

    /// The accounts that are on and may serve this method.
    public List<ChannelAccount> serving(PayMethod method) {
        return forProvider(method.provider()).stream()
                .filter(a -> a.on() && a.serves(method))
                .toList();
    }

    /// All accounts at a provider, on or off, by code.
    public List<ChannelAccount> forProvider(String provider) {
        return known().values().stream().filter(a -> a.provider().equals(provider)).toList();
    }

    /// All accounts by code.
    public List<ChannelAccount> all() {
        return List.copyOf(known().values());
    }

    /// Adds an account whose settings are whole and whose keys can be read.
    public AddResult add(NewAccount wanted) {
        ChannelAccount account = wanted.account();
        List<String> faults = faults(account);
        if (!faults.isEmpty()) {
            return new Refused(faults);
        }
        boolean added = changed(account.channelCode(), () -> configs.add(account, clock.instant()));
        return added
                ? new Added(account)
                : new Refused(List.of("channel account " + account.channelCode() + " exists"));
    }

    /// Lets an account take payments; false if there is none or it already does.
    public boolean on(String channelCode) {
        return changed(channelCode, () -> configs.turn(channelCode, true, clock.instant()));
    }

    /// Stops an account from taking new payments; what is under way goes on. False if there is none or
    /// it is off already.
    public boolean off(String channelCode) {
        return changed(channelCode, () -> configs.turn(channelCode, false, clock.instant()));
    }

    /// An account's settings as an operator may see them: secret ones as `***`.
    public Map<String, String> show(ChannelAccount account) {
        Map<String, String> shown = new TreeMap<>();
        account.settings().forEach((name, value) -> shown.put(name, value.toString()));
        channels
                .provider(account.provider())
                .map(PaymentHandler::settings)
                .orElse(List.of())
                .stream()
                .filter(s -> !s.secret())
                .forEach(s -> account.setting(s.name()).ifPresent(v -> shown.put(s.name(), v)));
        return shown;
    }

    private List<String> faults(ChannelAccount account) {
        List<String> faults = new ArrayList<>();
        if (!CODE.matcher(account.channelCode()).matches()) {
            faults.add("channel_code must be 1 to 32 of 0-9 A-Z a-z _ -");
        }
        if (account.weight() < 0) {
            faults.add("weight must not be negative");
        }
        Optional<PaymentHandler> handler = channels.provider(account.provider());
        if (handler.isEmpty()) {
            faults.add("provider must be one of " + String.join(", ", channels.providers()));
            return faults;
        }
        account.methods().stream()
                .sorted()
                .filter(code -> !channels.isMethodOf(account.provider(), code))
                .forEach(code -> faults.add(code + " is no pay method of " + account.provider()));
        faults.addAll(channels.faults(account.provider(), account.settings()));
        if (faults.isEmpty()) {
            keyFault(handler.get(), account).ifPresent(faults::add);
        }
        return faults;
    }

    private static Optional<String> keyFault(PaymentHandler handler, ChannelAccount account) {
        try {
            handler.check(account);
            return Optional.empty();
        } catch (BrokenAccount e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean changed(String channelCode, BooleanSupplier write) {
        return Boolean.TRUE.equals(
                transaction.execute(_ -> {
                    boolean done = write.getAsBoolean();
                    if (done) {
                        changes.changed(KIND, channelCode);
                    }
                    return done;
                }));
    }

    private Map<String, ChannelAccount> known() {
        long began = System.nanoTime();
        Map<String, ChannelAccount> read = known;
        if (read != null) {
            reads.fromMemory(began);
            return read;
        }
        read = load();
        reads.fromDatabase(began);
        return read;
    }

    /// Loading and forgetting exclude each other, or a load begun before a change could be kept after
    /// it.
    private synchronized Map<String, ChannelAccount> load() {
        Map<String, ChannelAccount> read = known;
        if (read == null) {
            read =
                    configs.all().stream()
                            .collect(
                                    Collectors.toMap(
                                            ChannelAccount::channelCode,
                                            Function.identity(),
                                            (a, _) -> a,
                                            TreeMap::new));
            known = read;
        }
        return read;
    }

    private synchronized void forget() {
        known = null;
    }
}
