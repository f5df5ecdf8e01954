package com.suanpan.browser;

/// What a payer holds: the size of the window, and what the browser calls itself.
enum Device {
    DESKTOP(1440, 900, false, "", ""),
    PHONE(390, 844, true, "", ""),
    IN_WECHAT(390, 844, true, " MMWEBID/7 MicroMessenger/8.0.50.2701 WeChat/arm64", "wechat"),
    IN_ALIPAY(390, 844, true, " AliApp(AP/10.6.0.8000) AlipayClient/10.6.0.8000", "alipay");

    private static final String WINDOWS =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/131.0.0.0 Safari/537.36";
    private static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/131.0.0.0 Mobile Safari/537.36";

    final int width;
    final int height;
    final boolean touched;

    /// The sandbox's name of the app that the browser is inside of; empty if none.
    final String app;

    private final String agentMore;

    Device(int width, int height, boolean touched, String agentMore, String app) {
        this.width = width;
        this.height = height;
        this.touched = touched;
        this.agentMore = agentMore;
        this.app = app;
    }

    String agent() {
        return (touched ? ANDROID : WINDOWS) + agentMore;
    }
}
