package com.suanpan.bench;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// Runs another program's main class in this process, and ends it in good order when the process that
/// started it is gone, however it went: standard input is a pipe that the starter holds open and never
/// writes to, so it ends when the starter does. It is why a `kill -9` of the story leaves nothing behind.
final class Tether {

    private Tether() {}

    public static void main(String[] words) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("tether").start(Tether::untilStarterIsGone);
        try {
            Class.forName(words[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(words, 1, words.length));
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void untilStarterIsGone() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said to it.
            }
        } catch (IOException e) {
            System.err.println("tether: " + e);
        }
        System.exit(0);
    }
}
