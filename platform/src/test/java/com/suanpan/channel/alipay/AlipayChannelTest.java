package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelContract;
import com.suanpan.channel.PaymentHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;

class AlipayChannelTest extends ChannelContract {

    @Override
    protected String provider() {
        return "ALIPAY";
    }

    @Override
    protected String method() {
        return "ALIPAY_QR";
    }

    @Override
    protected String addressSetting() {
        return "gateway_url";
    }

    /// The trade's own notice comes again, and is only a hint.
    @Override
    protected String refundEvent() {
        return PaymentHandler.PAYMENT;
    }

    @Override
    protected boolean tellsHowRefundsEnd() {
        return false;
    }

    @Override
    protected List<String> signedHeaders() {
        return List.of();
    }

    /// The node of an answer, and every parameter of a notice but `sign` and `sign_type`.
    @Override
    protected boolean isSigned(byte[] body, int at) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (text.startsWith("{")) {
            return at > text.indexOf('{', 1) && at < text.lastIndexOf(",\"sign\"");
        }
        int from = text.lastIndexOf('&', at) + 1;
        return !text.startsWith("sign", from);
    }
}
