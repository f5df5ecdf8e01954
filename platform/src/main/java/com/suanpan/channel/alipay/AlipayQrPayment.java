package com.suanpan.channel.alipay;

import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import com.suanpan.channel.StartOrder;
import com.suanpan.channel.StartResult;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The payer scans a code (当面付扫码, alipay.trade.precreate).
@Component
final class AlipayQrPayment extends AlipayPayment {

    AlipayQrPayment(AlipayLine line) {
        super(line, "QR", Scene.SHOWN_CODE);
    }

    @Override
    public boolean startCalls() {
        return true;
    }

    @Override
    public StartResult start(ChannelAccount account, StartOrder order) {
        var content = content(line.parsed(account), order, "FACE_TO_FACE_PAYMENT");
        return startByCall(
                account,
                order,
                "alipay.trade.precreate",
                content,
                response -> Optional.ofNullable(response.qrCode()).map(Credential.Code::new));
    }
}
