package com.suanpan.cashier;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The two languages of the payer's page; `tag` stands in the page and in `?lang=`.
enum Language {
    ZH("zh"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    Language other() {
        return this == ZH ? EN : ZH;
    }

    String of(String zh, String en) {
        return this == ZH ? zh : en;
    }

    /// Every word of the page by its name in lower case.
    Map<String, String> words() {
        return Stream.of(Word.values())
                .collect(
                        Collectors.toUnmodifiableMap(
                                w -> w.name().toLowerCase(Locale.ROOT), w -> w.in(this)));
    }

    /// What `?lang=` says, else the first of the browser's languages that we speak; Chinese for a
    /// browser that names none, English for one that names others only.
    static Language of(HttpServletRequest request) {
        String asked = request.getParameter("lang");
        for (Language one : values()) {
            if (one.tag.equals(asked)) {
                return one;
            }
        }
        if (request.getHeader("Accept-Language") == null) {
            return ZH;
        }
        for (Locale locale : Collections.list(request.getLocales())) {
            for (Language one : values()) {
                if (one.tag.equals(locale.getLanguage())) {
                    return one;
                }
            }
        }
        return EN;
    }
}
