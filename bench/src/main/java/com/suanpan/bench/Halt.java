package com.suanpan.bench;

/// The story cannot go on. The message is the sentence for the person in front of the screen.
final class Halt extends RuntimeException {

    private static final long serialVersionUID = 1;

    Halt(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
