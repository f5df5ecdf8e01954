package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Reply;

/// A refusal in WeChat Pay's words: HTTP status, code and message.
final class WechatFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    WechatFault(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /// With the status that this code usually has.
    WechatFault(String code, String message) {
        this(usual(code), code, message);
    }

    Reply reply() {
        return Reply.problem(status, code, String.valueOf(getMessage()));
    }

    private static int usual(String code) {
        return switch (code) {
            case "USERPAYING" -> 202;
            case "PARAM_ERROR",
                    "INVALID_REQUEST",
                    "APPID_MCHID_NOT_MATCH",
                    "MCH_NOT_EXISTS",
                    "ORDER_CLOSED",
                    "ORDER_PAID" ->
                    400;
            case "SIGN_ERROR" -> 401;
            case "ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS" -> 404;
            case "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED" -> 429;
            case "SYSTEM_ERROR", "BANK_ERROR" -> 500;
            default -> 403;
        };
    }
}
