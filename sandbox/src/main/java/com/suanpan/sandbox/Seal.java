package com.suanpan.sandbox;

/// How words are signed.
public enum Seal {
    GENUINE,
    NONE,
    /// By the right key, then spoiled.
    SPOILED,
    /// By a key that is not the provider's.
    WRONG_KEY,
    /// Truly, over other words than are sent.
    CHANGED_BODY,
    /// A provider's probe that must fail.
    PROBE
}
