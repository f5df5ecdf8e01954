package com.suanpan.sandbox;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The merchants' accounts at all providers.
public final class Accounts {

    private final Map<String, Account> accounts = new TreeMap<>();
    private final Journal journal;

    Accounts(Journal journal) {
        this.journal = journal;
    }

    public synchronized Optional<Account> find(String provider, @Nullable String number) {
        return number == null
                ? Optional.empty()
                : Optional.ofNullable(accounts.get(key(provider, number)));
    }

    /// The account whose fact `name` is `value`, for providers that name accounts otherwise.
    public synchronized Optional<Account> findBy(
            String provider, String name, @Nullable String value) {
        return accounts.values().stream()
                .filter(a -> a.provider().equals(provider) && a.facts().get(name) != null)
                .filter(a -> a.fact(name).equals(value))
                .findFirst();
    }

    synchronized Account named(String provider, @Nullable String name, Supplier<Account> fresh) {
        if (name != null) {
            for (Account account : accounts.values()) {
                if (account.provider().equals(provider) && account.name().equals(name)) {
                    return account;
                }
            }
        }
        Account account = fresh.get();
        journal.append(Map.of("account", account));
        remember(account);
        return account;
    }

    synchronized void remember(Account account) {
        accounts.put(key(account.provider(), account.number()), account);
    }

    synchronized Collection<Account> all() {
        return accounts.values().stream().toList();
    }

    private static String key(String provider, String number) {
        return provider + " " + number;
    }
}
