package com.suanpan.channel;

import com.suanpan.channel.AddResult.Added;
import com.suanpan.channel.AddResult.Refused;
import com.suanpan.secret.Secret;
import com.suanpan.store.ConfigChanges;
import com.suanpan.store.ConfigReads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private volatile @Nullable Map<String, ChannelConfigs.Row> known;

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
        return Optional.ofNullable(known().get(channelCode)).map(ChannelConfigs.Row::account);
    }

    /// The accounts that are on and may serve this method.
    public List<ChannelAccount> serving(PayMethod method) {
        return forProvider(method.provider()).stream()
                .filter(a -> a.on() && a.serves(method))
                .toList();
    }

    /// All accounts at a provider, on or off, by code.
    public List<ChannelAccount> forProvider(String provider) {
        return all().stream().filter(a -> a.provider().equals(provider)).toList();
    }

    /// All accounts by code.
    public List<ChannelAccount> all() {
        return known().values().stream().map(ChannelConfigs.Row::account).toList();
    }

    /// Adds an account whose settings are whole and whose keys can be read.
    public AddResult add(NewAccount wanted) {
        ChannelAccount account = wanted.account(0);
        List<String> faults = faults(account);
        if (!faults.isEmpty()) {
            return new Refused(faults);
        }
        boolean added = changed(account.channelCode(), () -> configs.add(account, clock.instant()));
        return added
                ? new Added(wanted.account(1))
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

    /// Gives an account new settings: new keys, not another identity. For `oldFor` callbacks are still
    /// verified by the old ones as well; what we send is signed by the new ones from now on.
    public AddResult set(ChannelAccount account, Map<String, Secret> settings, Duration oldFor) {
        ChannelAccount next = account.with(settings);
        List<String> faults = new ArrayList<>(faults(next));
        channels
                .provider(account.provider())
                .map(PaymentHandler::settings)
                .orElse(List.of())
                .stream()
                .filter(Setting::fixed)
                .filter(s -> !account.setting(s.name()).equals(next.setting(s.name())))
                .forEach(s ->
                        faults.add("setting " + s.name() + " cannot change: add another account"));
        if (!faults.isEmpty()) {
            return new Refused(faults);
        }
        Instant now = clock.instant();
        Instant until = oldFor.isZero() ? null : now.plus(oldFor);
        boolean done =
                changed(account.channelCode(), () -> configs.set(account, settings, until, now));
        return done
                ? new Added(next)
                : new Refused(List.of("the account was changed just now: try again"));
    }

    /// Reads a callback by the account's keys; one that they do not verify or open, by the keys that
    /// the account had before, while those still count.
    public CallbackResult read(
            PaymentHandler handler, ChannelAccount account, String event, RawCallback callback) {
        CallbackResult read = handler.read(account, event, callback);
        if (!(read instanceof CallbackResult.Refused no)) {
            return read;
        }
        ChannelConfigs.Row row = known().get(account.channelCode());
        if (row == null || row.before() == null) {
            return read;
        }
        return switch (no.reason()) {
            case BAD_SIGNATURE, UNREADABLE -> {
                CallbackResult before = handler.read(row.before(), event, callback);
                yield before instanceof CallbackResult.Refused ? read : before;
            }
            case STALE, OTHER_MERCHANT, UNKNOWN_EVENT -> read;
        };
    }

    void endOldSettings() {
        transaction.executeWithoutResult(
                _ -> configs.endOld(clock.instant()).forEach(code -> changes.changed(KIND, code)));
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

    private Map<String, ChannelConfigs.Row> known() {
        long began = System.nanoTime();
        Map<String, ChannelConfigs.Row> read = known;
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
    private synchronized Map<String, ChannelConfigs.Row> load() {
        Map<String, ChannelConfigs.Row> read = known;
        if (read == null) {
            read =
                    configs.all().stream()
                            .collect(
                                    Collectors.toMap(
                                            row -> row.account().channelCode(),
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
