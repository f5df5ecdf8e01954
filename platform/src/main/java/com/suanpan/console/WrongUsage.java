package com.suanpan.console;

/// A command was typed wrongly; the message names the argument.
final class WrongUsage extends RuntimeException {

    WrongUsage(String message) {
        super(message, null, false, false);
    }
}
