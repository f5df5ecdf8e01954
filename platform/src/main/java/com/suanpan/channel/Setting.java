package com.suanpan.channel;

/// One field of a provider's account settings (`channel_config.config_data`).
///
/// @param name the JSON key, snake_case
/// @param secret whether it must never be shown
/// @param required whether the account is useless without it
/// @param fixed whether it says who we are there: under one account it never changes, or payments under
///     way would be asked about as somebody else
/// @param meaning one sentence, for `docs/channels.md` and for error messages
public record Setting(
        String name, boolean secret, boolean required, boolean fixed, String meaning) {

    public Setting(String name, boolean secret, boolean required, String meaning) {
        this(name, secret, required, false, meaning);
    }

    /// A required setting that says who we are there.
    public static Setting identity(String name, String meaning) {
        return new Setting(name, false, true, true, meaning);
    }
}
