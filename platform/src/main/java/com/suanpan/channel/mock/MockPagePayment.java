package com.suanpan.channel.mock;

import com.suanpan.channel.Credential;
import com.suanpan.channel.Scene;
import java.net.URI;
import org.springframework.stereotype.Component;

/// The payer's browser opens the channel's page.
@Component
final class MockPagePayment extends MockPayment {

    MockPagePayment(MockLine line) {
        super(line, "PAGE", Scene.DESKTOP_PAGE);
    }

    @Override
    Credential credential(URI payUrl) {
        return new Credential.Link(payUrl);
    }
}
