package com.suanpan.channel.mock;

import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import java.net.URI;
import org.springframework.stereotype.Component;

/// The payer scans a code that leads to the channel's page.
@Component
final class MockQrPayment extends MockPayment {

    MockQrPayment(MockLine line) {
        super(line, "QR", Scene.SHOWN_CODE);
    }

    @Override
    Credential credential(URI payUrl) {
        return new Credential.Code(payUrl.toString());
    }
}
