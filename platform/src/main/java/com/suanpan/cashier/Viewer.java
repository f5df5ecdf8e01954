package com.suanpan.cashier;

/// Who looks at the page, as far as we know.
///
/// @param attempt the flow number of the attempt that this browser opened inside an app; empty if none
record Viewer(Device device, Language language, String attempt) {

    public boolean isInApp() {
        return device instanceof Device.InApp;
    }

    public boolean isAtDesk() {
        return device instanceof Device.Desktop;
    }
}
