package com.suanpan.channel;

/// A scene (支付场景): where the payer stands and what they are handed.
public enum Scene {
    /// The payer scans a code that the merchant shows (主扫).
    SHOWN_CODE("扫码支付", "Scan a code"),
    /// A page in a desktop browser.
    DESKTOP_PAGE("电脑网页支付", "Pay on this computer"),
    /// A page in a phone's browser.
    PHONE_PAGE("手机网页支付", "Pay on this phone"),
    /// The merchant's own app.
    APP("APP 支付", "Pay in the app"),
    /// A page inside the provider's app; needs the payer's id there.
    IN_APP_PAGE("应用内网页支付", "Pay inside the provider's app"),
    /// A mini-program inside the provider's app; needs the payer's id there.
    MINI_PROGRAM("小程序支付", "Pay in the mini-program");

    private final String titleZh;
    private final String title;

    Scene(String titleZh, String title) {
        this.titleZh = titleZh;
        this.title = title;
    }

    public String titleZh() {
        return titleZh;
    }

    public String title() {
        return title;
    }

    /// Whether the scene cannot start without the payer's id at the provider.
    public boolean needsPayerId() {
        return switch (this) {
            case IN_APP_PAGE, MINI_PROGRAM -> true;
            case SHOWN_CODE, DESKTOP_PAGE, PHONE_PAGE, APP -> false;
        };
    }

    /// Whether a plain page can carry it: by a code to scan, or by a link for the browser.
    public boolean fitsPlainPage() {
        return switch (this) {
            case SHOWN_CODE, DESKTOP_PAGE, PHONE_PAGE -> true;
            case APP, IN_APP_PAGE, MINI_PROGRAM -> false;
        };
    }
}
