package com.suanpan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.suanpan.Town;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The payers of one test, each with a browser of their own. After the test nothing may have been
/// complained about on a console (script errors, violations of the content policy, missing files) and
/// no page may be wider than its window. A failed test leaves pictures in `target/browser`.
final class Payers implements BeforeEachCallback, AfterEachCallback {

    private static final double PATIENCE_MS = 10_000;

    private final Supplier<Town> town;
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Browser browser;

    Payers(Supplier<Town> town) {
        this.town = town;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        browser = Chromium.of(test);
    }

    /// A payer with this device, whose browser prefers this language.
    Page with(Device device, String language) {
        return with(device, language, true);
    }

    Page withoutScript(Device device, String language) {
        return with(device, language, false);
    }

    private Page with(Device device, String language, boolean script) {
        BrowserContext context =
                Objects.requireNonNull(browser)
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setUserAgent(device.agent())
                                        .setViewportSize(device.width, device.height)
                                        .setIsMobile(device.touched)
                                        .setHasTouch(device.touched)
                                        .setJavaScriptEnabled(script)
                                        .setLocale(language.equals("zh") ? "zh-CN" : "en-GB"));
        contexts.add(context);
        context.setDefaultTimeout(PATIENCE_MS);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> complaints.add(error.page().url() + ": " + error.error()));
        context.route("**/favicon.ico", Route::abort);
        if (!device.app.isEmpty()) {
            context.addInitScript(town.get().text("/app/" + device.app + ".js"));
        }
        return context.newPage();
    }

    private void heard(ConsoleMessage message) {
        if (refusedPage(message)) {
            return;
        }
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.location() + ": " + message.text());
        }
    }

    /// A page that says with its own status that something was refused.
    private static boolean refusedPage(ConsoleMessage message) {
        return message.text().startsWith("Failed to load resource")
                && message.location().startsWith(message.page().url());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        boolean failed = test.getExecutionException().isPresent();
        List<String> wide = new ArrayList<>();
        for (BrowserContext context : contexts) {
            for (Page page : context.pages()) {
                if (failed) {
                    picture(page, test.getDisplayName().replaceAll("\\W+", "_"));
                } else if (wide(page)) {
                    wide.add(page.url());
                }
            }
            context.close();
        }
        contexts.clear();
        List<String> heard = List.copyOf(complaints);
        complaints.clear();
        if (!failed) {
            assertThat(heard).as("complaints on consoles").isEmpty();
            assertThat(wide).as("pages that scroll sideways").isEmpty();
        }
    }

    private static boolean wide(Page page) {
        return Boolean.TRUE.equals(
                page.evaluate(
                        "document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    private void picture(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(
                                Path.of(
                                        "target",
                                        "browser",
                                        name + contexts.size() + page.hashCode() + ".png")));
    }
}
