package com.suanpan.gateway;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import java.util.List;
import java.util.regex.Pattern;

/// What the value of a field must look like. `text()` says it to the caller, and in `docs/api.md`.
public sealed interface FieldRule {

    /// Whether the value fits; `quoted` tells a JSON string from a JSON integer.
    boolean takes(String value, boolean quoted);

    String text();

    /// Any text of so many code points at most.
    record Text(int most) implements FieldRule {
        @Override
        public boolean takes(String value, boolean quoted) {
            return value.codePointCount(0, value.length()) <= most;
        }

        @Override
        public String text() {
            return "at most " + most + " characters";
        }
    }

    /// A text that matches as a whole.
    record Matching(Pattern pattern) implements FieldRule {
        @Override
        public boolean takes(String value, boolean quoted) {
            return pattern.matcher(value).matches();
        }

        @Override
        public String text() {
            return "matches " + pattern;
        }
    }

    /// An amount in yuan, as a string: ASCII digits, at most two decimals, more than nothing.
    record Amount() implements FieldRule {
        @Override
        public boolean takes(String value, boolean quoted) {
            return quoted && Money.parse(value, Currency.CNY).filter(m -> !m.isZero()).isPresent();
        }

        @Override
        public String text() {
            return "a string like \"100.00\", more than 0, at most two decimals";
        }
    }

    /// A whole number within bounds, ASCII digits only.
    record Whole(long least, long most) implements FieldRule {

        private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,17}");

        @Override
        public boolean takes(String value, boolean quoted) {
            if (!DIGITS.matcher(value).matches()) {
                return false;
            }
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        }

        @Override
        public String text() {
            return "a whole number from " + least + " to " + most;
        }
    }

    /// One word of a list.
    record OneOf(List<String> words) implements FieldRule {

        public OneOf {
            words = List.copyOf(words);
        }

        @Override
        public boolean takes(String value, boolean quoted) {
            return words.contains(value);
        }

        @Override
        public String text() {
            return "one of " + String.join(", ", words);
        }
    }

    static FieldRule text(int most) {
        return new Text(most);
    }

    static FieldRule matching(String pattern) {
        return new Matching(Pattern.compile(pattern));
    }

    static FieldRule amount() {
        return new Amount();
    }

    static FieldRule whole(long least, long most) {
        return new Whole(least, most);
    }

    static FieldRule oneOf(String... words) {
        return new OneOf(List.of(words));
    }
}
