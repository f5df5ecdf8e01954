package com.suanpan.channel;

/// A provider's name in Chinese and in English.
public record ProviderNames(String zh, String en) {}
