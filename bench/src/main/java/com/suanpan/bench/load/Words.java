package com.suanpan.bench.load;

import java.util.ArrayList;
import java.util.List;

/// What the platform's own program makes of its words, for the controls that start it in its place.
public final class Words {

    private Words() {}

    /// `serve --data DIR --KEY=VALUE …` as settings.
    public static String[] settings(String... words) {
        List<String> settings = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--data")) {
                i++;
                settings.add("--suanpan.data=" + words[i]);
            } else if (words[i].startsWith("--")) {
                settings.add(words[i]);
            }
        }
        return settings.toArray(String[]::new);
    }
}
