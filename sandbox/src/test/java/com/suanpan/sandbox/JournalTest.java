package com.suanpan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the sandbox still knows after it was killed.
class JournalTest {

    @Test
    void a_killed_sandbox_has_lost_no_order_and_goes_on_with_its_callbacks(@TempDir Path dir)
            throws Exception {
        Process process = started(dir);
        URI uri = printed(process);
        Browser browser = new Browser(uri);
        MockMerchant merchant = new MockMerchant(browser, uri, "kept");
        browser.call("/merchant/knobs/kept", Map.of("fail_next", 100));
        merchant.pay("K1", 100);
        merchant.pay("K2", 100);
        merchant.pay("K3", 100);
        browser.call("/payer/pay", Map.of("order", "K1"));
        merchant.close("K2");
        browser.notices("kept", 1);
        var settings = browser.call("/control/accounts", Map.of("provider", "WECHAT", "name", "w"));
        process.destroyForcibly().waitFor();
        Files.writeString(
                dir.resolve("journal.jsonl"), "{\"order\":{\"te", StandardOpenOption.APPEND);

        try (Sandbox again = Sandbox.start(uri.getPort(), dir, 1)) {
            Browser now = new Browser(again.uri());
            assertThat(now.order("K1").get("state").asString()).isEqualTo("PAID");
            assertThat(now.order("K2").get("state").asString()).isEqualTo("CLOSED");
            assertThat(now.order("K3").get("state").asString()).isEqualTo("WAITING");
            assertThat(now.call("/control/accounts", Map.of("provider", "WECHAT", "name", "w")))
                    .isEqualTo(settings);
            assertThat(now.notices("kept", 1).get(0).get("body").asString()).contains("K1");
            now.call("/payer/pay", Map.of("order", "K3"));
        }
    }

    @Test
    void keys_and_journal_are_readable_by_their_owner_only(@TempDir Path dir) throws Exception {
        try (Sandbox sandbox = Sandbox.start(0, dir, 1)) {
            new Browser(sandbox.uri()).account("ALIPAY");
        }
        for (String file : new String[] {"keys.json", "journal.jsonl"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(dir.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    private static Process started(Path dir) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.suanpan.sandbox.Sandbox",
                        "--port",
                        "0",
                        "--data",
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static URI printed(Process process) {
        try {
            String line = Objects.requireNonNull(process.inputReader().readLine());
            Matcher address = Pattern.compile("http://[0-9.:]+").matcher(line);
            assertThat(address.find()).as(line).isTrue();
            return URI.create(address.group());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
