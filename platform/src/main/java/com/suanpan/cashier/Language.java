package com.suanpan.cashier;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The two languages of the payer's page; `tag` stands in the page and in `?lang=`.
enum Language {
    ZH("zh", "M月d日 HH:mm", Locale.CHINESE),
    EN("en", "MMM d, HH:mm 'UTC+8'", Locale.ENGLISH);

    private final String tag;
    private final DateTimeFormatter time;

    Language(String tag, String time, Locale locale) {
        this.tag = tag;
        this.time = DateTimeFormatter.ofPattern(time, locale).withZone(ZoneId.of("Asia/Shanghai"));
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

    /// A time in China, for who may be elsewhere.
    String time(Instant instant) {
        return time.format(instant);
    }

    /// What `?lang=` says, else what it said `before`, else the first of the browser's languages that
    /// we speak; Chinese for a browser that names none, English for one that names others only.
    static Language of(HttpServletRequest request, @Nullable String before) {
        for (String asked : Arrays.asList(request.getParameter("lang"), before)) {
            for (Language one : values()) {
                if (one.tag.equals(asked)) {
                    return one;
                }
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
