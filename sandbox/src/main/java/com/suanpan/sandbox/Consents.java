package com.suanpan.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people allowed (授权): which application may know them, and by which id it does. Codes on their
/// way live in memory, serve once and five minutes; the ids that applications were told are remembered.
public final class Consents {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int CODES_KEPT = 10_000;

    /// An id by which the application of an account knows a person.
    record Told(String provider, String account, String payerId, String person) {}

    private record Code(String provider, String account, Person person, Instant at, boolean used) {

        Code spent() {
            return new Code(provider, account, person, at, true);
        }
    }

    private final Map<String, Code> codes =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Code> eldest) {
                    return size() > CODES_KEPT;
                }
            };
    private final Map<String, Told> told = new HashMap<>();
    private final Journal journal;
    private final Serials serials;
    private final Clock clock;

    Consents(Journal journal, Serials serials, Clock clock) {
        this.journal = journal;
        this.serials = serials;
        this.clock = clock;
    }

    /// A new code with which the application may ask who the person is.
    public synchronized String code(Account account, Person person) {
        String code = "0" + serials.hex(16).substring(1);
        codes.put(
                code,
                new Code(account.provider(), account.number(), person, clock.instant(), false));
        return code;
    }

    /// Uses a code up.
    public synchronized Redeemed redeem(Account account, @Nullable String text) {
        Code code = text == null ? null : codes.get(text);
        if (text == null || code == null || !code.provider().equals(account.provider())) {
            return new Redeemed.Unknown();
        }
        if (!code.account().equals(account.number())) {
            return new Redeemed.OfAnother();
        }
        if (code.used()) {
            return new Redeemed.Used();
        }
        if (code.at().plus(LIFE).isBefore(clock.instant())) {
            return new Redeemed.TooOld();
        }
        codes.put(text, code.spent());
        return new Redeemed.By(code.person());
    }

    /// Notes that the application was told this id.
    public synchronized void tell(Account account, String payerId, Person person) {
        Told now = new Told(account.provider(), account.number(), payerId, person.id());
        if (!now.equals(told.get(key(account.provider(), payerId)))) {
            journal.append(Map.of("consent", now));
            remember(now);
        }
    }

    synchronized void remember(Told one) {
        told.put(key(one.provider(), one.payerId()), one);
    }

    /// Whose id this is, if anybody was ever told it.
    public synchronized Optional<Person> person(String provider, String payerId) {
        return Optional.ofNullable(told.get(key(provider, payerId)))
                .map(one -> new Person(one.person()));
    }

    /// How an application comes by this id.
    public synchronized Standing standing(Account account, String payerId) {
        Told one = told.get(key(account.provider(), payerId));
        if (one == null) {
            return Standing.UNHEARD;
        }
        return one.account().equals(account.number()) ? Standing.TOLD : Standing.ANOTHERS;
    }

    private static String key(String provider, String payerId) {
        return provider + " " + payerId;
    }

    /// What came of using a code.
    public sealed interface Redeemed {

        record By(Person person) implements Redeemed {}

        record Unknown() implements Redeemed {}

        record Used() implements Redeemed {}

        record TooOld() implements Redeemed {}

        record OfAnother() implements Redeemed {}
    }

    /// How an id stands to an application.
    public enum Standing {
        TOLD,
        /// Told to another application only.
        ANOTHERS,
        /// Never told to anybody.
        UNHEARD
    }
}
