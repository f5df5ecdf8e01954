package com.suanpan.sandbox.alipay;

import com.suanpan.sandbox.Operation;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The gateway's methods that we play, and the product that each sells.
enum AlipayMethod {
    PAGE("alipay.trade.page.pay", Operation.PAY, "FAST_INSTANT_TRADE_PAY"),
    WAP("alipay.trade.wap.pay", Operation.PAY, "QUICK_WAP_WAY"),
    APP("alipay.trade.app.pay", Operation.PAY, "QUICK_MSECURITY_PAY"),
    PRECREATE("alipay.trade.precreate", Operation.PAY, "FACE_TO_FACE_PAYMENT"),
    CREATE("alipay.trade.create", Operation.PAY, "JSAPI_PAY"),
    QUERY("alipay.trade.query", Operation.QUERY, ""),
    CLOSE("alipay.trade.close", Operation.CLOSE, ""),
    CANCEL("alipay.trade.cancel", Operation.CANCEL, ""),
    REFUND("alipay.trade.refund", Operation.REFUND, ""),
    REFUND_QUERY("alipay.trade.fastpay.refund.query", Operation.REFUND_QUERY, ""),
    TOKEN("alipay.system.oauth.token", Operation.TOKEN, "");

    private final String wire;
    private final Operation operation;
    private final String product;

    AlipayMethod(String wire, Operation operation, String product) {
        this.wire = wire;
        this.operation = operation;
        this.product = product;
    }

    static Optional<AlipayMethod> named(@Nullable String wire) {
        return Arrays.stream(values()).filter(method -> method.wire.equals(wire)).findFirst();
    }

    Operation operation() {
        return operation;
    }

    String wire() {
        return wire;
    }

    String product() {
        return product;
    }

    boolean needsProduct() {
        return this == PAGE;
    }

    /// The name of the answer's node.
    String root() {
        return wire.replace('.', '_') + "_response";
    }

    /// Whether a browser comes, not a server.
    boolean isPage() {
        return this == PAGE || this == WAP;
    }
}
