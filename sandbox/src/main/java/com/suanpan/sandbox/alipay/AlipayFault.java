package com.suanpan.sandbox.alipay;

import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal in the gateway's words: `code` and `msg` follow from the sub code.
final class AlipayFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String subCode;
    private final String detail;

    AlipayFault(String subCode, String detail) {
        super(subCode + " " + detail, null, false, false);
        this.subCode = subCode;
        this.detail = detail;
    }

    String subCode() {
        return subCode;
    }

    /// The node of the answer.
    Map<String, Object> node() {
        Map<String, Object> node = new LinkedHashMap<>();
        String code = code(subCode);
        node.put("code", code);
        node.put("msg", message(code));
        if (!subCode.equals(code)) {
            node.put("sub_code", subCode);
            node.put("sub_msg", detail);
        }
        return node;
    }

    /// The gateway's public error codes; a bare number stands for itself.
    private static String code(String subCode) {
        if (subCode.matches("[0-9]{5}")) {
            return subCode;
        }
        if (subCode.endsWith("unknow-error")) {
            return "20000";
        }
        if (subCode.startsWith("aop.")) {
            return "20001";
        }
        if (subCode.startsWith("isv.missing")) {
            return "40001";
        }
        if (subCode.matches("isv\\.(invalid.*|.*-invalid|unmatched-app-id)")) {
            return "40002";
        }
        if (subCode.contains("call-limited")) {
            return "40005";
        }
        return subCode.startsWith("isv.insufficient") ? "40006" : "40004";
    }

    private static String message(String code) {
        return switch (code) {
            case "20000" -> "Service Currently Unavailable";
            case "20001" -> "Insufficient Token Permissions";
            case "40001" -> "Missing Required Arguments";
            case "40002" -> "Invalid Arguments";
            case "40005" -> "Call Limited";
            case "40006" -> "Insufficient Permissions";
            default -> "Business Failed";
        };
    }
}
