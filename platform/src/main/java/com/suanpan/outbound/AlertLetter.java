package com.suanpan.outbound;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// One message to whoever hears of alerts: the body to post, and the alerts that are in it.
record AlertLetter(byte[] body, List<Alert.Raised> alerts) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// WeCom takes 2,048 bytes of text; DingTalk more.
    private static final int MOST_BYTES = 2_000;

    private static final String HEAD = "Suanpan 算盘 告警";
    private static final DateTimeFormatter CHINA_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx")
                    .withZone(ZoneId.of("Asia/Shanghai"));

    AlertLetter {
        alerts = List.copyOf(alerts);
    }

    /// Writes the first of these alerts: one as plain JSON, as many as fit into one message of a robot.
    static AlertLetter write(AlertFormat format, List<Alert.Raised> due) {
        return switch (format) {
            case JSON -> json(due.getFirst());
            case DINGTALK, WECOM -> robots(due);
        };
    }

    private static AlertLetter json(Alert.Raised raised) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("kind", raised.alert().kind());
        fields.put("subject", raised.alert().subject());
        fields.put("text", raised.alert().text());
        fields.put("at", raised.at().toString());
        return new AlertLetter(JSON.writeValueAsBytes(fields), List.of(raised));
    }

    /// Both robots take a text in the same form.
    private static AlertLetter robots(List<Alert.Raised> due) {
        StringBuilder text = new StringBuilder(HEAD);
        List<Alert.Raised> taken = new ArrayList<>();
        for (Alert.Raised raised : due) {
            String more = "\n\n" + words(raised);
            if (!taken.isEmpty() && bytes(text + more) > MOST_BYTES) {
                break;
            }
            text.append(more);
            taken.add(raised);
        }
        Map<String, Object> message =
                Map.of("msgtype", "text", "text", Map.of("content", cut(text.toString())));
        return new AlertLetter(JSON.writeValueAsBytes(message), taken);
    }

    private static String words(Alert.Raised raised) {
        Alert alert = raised.alert();
        Optional<AlertKind> kind = AlertKind.named(alert.kind());
        List<String> lines = new ArrayList<>();
        lines.add(
                "【%s】%s"
                        .formatted(
                                alert.kind(),
                                kind.map(k -> k.titleZh() + " / " + k.title()).orElse("")));
        lines.add("对象 subject: " + alert.subject());
        lines.add("内容 text: " + alert.text());
        kind.ifPresent(k -> {
            lines.add("处理: " + k.adviceZh());
            lines.add("To do: " + k.advice());
        });
        lines.add("时间 at: " + CHINA_TIME.format(raised.at()));
        return String.join("\n", lines);
    }

    private static String cut(String text) {
        String cut = text;
        while (bytes(cut) > MOST_BYTES) {
            int end = cut.length() - 1 - (bytes(cut) - MOST_BYTES) / 4;
            cut = cut.substring(0, Character.isHighSurrogate(cut.charAt(end - 1)) ? end - 1 : end);
        }
        return cut;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
