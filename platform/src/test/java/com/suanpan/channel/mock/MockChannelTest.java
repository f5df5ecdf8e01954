package com.suanpan.channel.mock;

import com.suanpan.channel.ChannelContract;
import java.util.List;

class MockChannelTest extends ChannelContract {

    @Override
    protected String provider() {
        return "MOCK";
    }

    @Override
    protected String method() {
        return "MOCK_QR";
    }

    @Override
    protected String addressSetting() {
        return "base_url";
    }

    @Override
    protected List<String> signedHeaders() {
        return List.of("Mock-Timestamp", "Mock-Nonce", "Mock-Signature");
    }
}
