package com.suanpan.channel.alipay;

import com.suanpan.channel.RsaSha256;
import com.suanpan.channel.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An answer of the gateway, `{"alipay_…_response":{…},"sign":"…"}`, cut into its members without
/// touching a byte: the signature covers the node's exact text.
final class AlipayEnvelope {

    private final Map<String, byte[]> members;

    private AlipayEnvelope(Map<String, byte[]> members) {
        this.members = members;
    }

    /// Empty if this is no JSON object, or one that names a member twice.
    static Optional<AlipayEnvelope> read(byte[] body) {
        return new Scanner(body).members().map(AlipayEnvelope::new);
    }

    /// The node's exact bytes: the method's own, or `error_response`.
    Optional<byte[]> node(String method) {
        byte[] own = members.get(method.replace('.', '_') + "_response");
        return Optional.ofNullable(own == null ? members.get("error_response") : own);
    }

    boolean isSigned() {
        return members.containsKey("sign");
    }

    boolean isGenuine(byte[] node, AlipayAccount account) {
        return Optional.ofNullable(members.get("sign"))
                .flatMap(json -> WireJson.read(json, String.class))
                .map(sign -> RsaSha256.verify(account.theirs(), node, sign))
                .orElse(false);
    }

    /// Cuts an object's members out of its text. One character stands for one byte (ISO 8859-1), so
    /// that each piece can be turned back into exactly the bytes that came; what has a meaning in
    /// JSON is ASCII, in UTF-8 too.
    private static final class Scanner {

        private final String text;
        private int at;

        Scanner(byte[] body) {
            this.text = new String(body, StandardCharsets.ISO_8859_1).strip();
        }

        Optional<Map<String, byte[]>> members() {
            Map<String, byte[]> found = new HashMap<>();
            if (text.length() < 2 || !text.endsWith("}") || !takes('{')) {
                return Optional.empty();
            }
            do {
                Optional<String> name = name();
                if (name.isEmpty() || !takes(':')) {
                    return Optional.empty();
                }
                String value = value();
                if (value.isEmpty()
                        || found.put(name.get(), value.getBytes(StandardCharsets.ISO_8859_1))
                                != null) {
                    return Optional.empty();
                }
            } while (takes(','));
            return takes('}') && at == text.length() ? Optional.of(found) : Optional.empty();
        }

        private Optional<String> name() {
            skipSpace();
            int from = at;
            if (at >= text.length() || text.charAt(at) != '"') {
                return Optional.empty();
            }
            skipString();
            return WireJson.read(
                    text.substring(from, at).getBytes(StandardCharsets.ISO_8859_1), String.class);
        }

        /// A value's own text, from its first character to its last.
        private String value() {
            skipSpace();
            int from = at;
            int depth = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (depth == 0 && (c == ',' || c == '}')) {
                    break;
                }
                if (c == '"') {
                    skipString();
                    continue;
                }
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
            return text.substring(from, at).strip();
        }

        private void skipString() {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, text.length());
        }

        private boolean takes(char expected) {
            skipSpace();
            boolean there = at < text.length() && text.charAt(at) == expected;
            at += there ? 1 : 0;
            return there;
        }

        private void skipSpace() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
