package com.suanpan.channel;

/// One field of a provider's account settings (`channel_config.config_data`).
///
/// @param name the JSON key, snake_case
/// @param secret whether it must never be shown
/// @param required whether the account is useless without it
/// @param meaning one sentence, for `docs/channels.md` and for error messages
public record Setting(String name, boolean secret, boolean required, String meaning) {}
