package com.suanpan.cashier;

/// How a way to pay works for the payer at hand; `icon` is a symbol of the page.
enum How {
    IN_APP(Word.HOW_IN_APP, "tap"),
    PHONE_PAGE(Word.HOW_PHONE_PAGE, "phone"),
    SCAN(Word.HOW_SCAN, "code"),
    SCAN_ELSEWHERE(Word.HOW_SCAN_ELSEWHERE, "code"),
    DESKTOP_PAGE(Word.HOW_DESKTOP_PAGE, "screen"),
    WEB_PAGE(Word.HOW_WEB_PAGE, "screen");

    private final Word word;
    private final String icon;

    How(Word word, String icon) {
        this.word = word;
        this.icon = icon;
    }

    Word word() {
        return word;
    }

    String icon() {
        return icon;
    }
}
