package com.suanpan.number;

import java.util.regex.Pattern;

/// The form that a channel demands of the numbers we send it.
public record NumberForm(int minLength, int maxLength, String alphabet) {

    /// A form of ASCII digits and letters.
    public static NumberForm alphanumeric(int minLength, int maxLength) {
        return new NumberForm(minLength, maxLength, "0-9A-Za-z");
    }

    /// Whether the channel takes this number as it is.
    public boolean takes(String number) {
        return number.length() >= minLength
                && number.length() <= maxLength
                && Pattern.matches("[" + alphabet + "]+", number);
    }

    /// Whether our 26-digit numbers fit; a channel whose form they do not fit needs short request
    /// numbers of its own.
    public boolean takesOurs() {
        return takes("0".repeat(BusinessNumbers.LENGTH));
    }
}
