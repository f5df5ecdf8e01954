package com.suanpan.bench;

/// The story cannot go on. The message is the sentence for the person in front of the screen.
public final class Halt extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Halt(String sentence) {
        super(sentence);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
