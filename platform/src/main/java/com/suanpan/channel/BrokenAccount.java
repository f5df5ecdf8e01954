package com.suanpan.channel;

/// This account's settings or keys cannot be used. It stops that account only; the message names the
/// setting and never its value.
public final class BrokenAccount extends RuntimeException {

    public BrokenAccount(String channelCode, String why) {
        super("channel account " + channelCode + ": " + why);
    }

    public BrokenAccount(String channelCode, String why, Throwable cause) {
        super("channel account " + channelCode + ": " + why, cause);
    }
}
