package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.suanpan.channel.ChannelAccounts;
import com.suanpan.client.Outcome;
import com.suanpan.client.SuanpanClient;
import com.suanpan.docs.GeneratedPage;
import com.suanpan.merchant.Merchants;
import com.suanpan.outbound.AlertKind;
import com.suanpan.outbound.Alerts;
import com.suanpan.store.Trace;
import com.suanpan.store.WithDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// One whole payment, as an operator watches it; `docs/operations.md` says what there is to see.
@WithDatabase
@SpringBootTest(classes = Suanpan.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetersPageTest {

    private static final int API = Ports.free();
    private static final int CALLBACK = Ports.free();

    private final ListAppender<ILoggingEvent> road = new ListAppender<>();

    @Autowired private OpsPort ops;
    @Autowired private Merchants merchants;
    @Autowired private ChannelAccounts accounts;
    @Autowired private Alerts alerts;

    @Value("${local.server.port}")
    private int api;

    private String metrics = "";
    private String payOrderNo = "";

    /// Ports that are free now.
    private static final class Ports {

        static int free() {
            try (var socket = new java.net.ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry properties) {
        properties.add("suanpan.api.port", () -> API);
        properties.add("suanpan.callback.port", () -> CALLBACK);
        properties.add("suanpan.callback-url", () -> "http://127.0.0.1:" + CALLBACK);
        properties.add("suanpan.notice.allow-private", () -> true);
    }

    @BeforeAll
    void a_payment_is_made_and_the_merchant_hears_of_it() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("suanpan.road");
        logger.setLevel(Level.INFO);
        logger.addAppender(road);
        road.start();
        try (Town town = new Town()) {
            town.channel(accounts, "MOCK", "mock-1");
            var secrets = town.merchant(merchants, "M20260101001");
            try (SuanpanClient client = town.client(api, secrets)) {
                Outcome outcome =
                        client.pay(
                                Map.of(
                                        "order_no", "T1",
                                        "amount", "88.00",
                                        "currency", "CNY",
                                        "subject", "tea",
                                        "pay_method", "MOCK_QR"));
                var data = ((Outcome.Answered) outcome).data();
                payOrderNo = data.get("pay_order_no").stringValue();
                town.payer("pay", Map.of("order", data.get("flow_no").stringValue()));
                Town.until(
                        "the merchant hears of it", () -> town.notices("M20260101001").size() == 1);
            }
        }
        alerts.raise("CALLBACK_REFUSED", "mock-1", "a forged one");
        Town.until("the try is counted", () -> scraped().contains("outcome=\"delivered\""));
        metrics = scraped();
    }

    @AfterAll
    void calm() {
        ((Logger) LoggerFactory.getLogger("suanpan.road")).setLevel(null);
    }

    @Test
    void the_page_of_meters_is_what_the_operators_port_shows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher help =
                Pattern.compile("# HELP (suanpan_\\S+) (.*)\n# TYPE \\S+ (\\S+)").matcher(metrics);
        while (help.find()) {
            String name = help.group(1);
            if (!name.endsWith("_max")) {
                rows.put(
                        name,
                        "| `%s` | %s | %s | %s |\n"
                                .formatted(name, help.group(3), labels(name), help.group(2)));
            }
        }
        GeneratedPage.partIsUpToDate(
                "operations.md",
                "meters",
                "\n| meter | type | labels | meaning |\n|---|---|---|---|\n"
                        + String.join("", rows.values()));
    }

    @Test
    void the_page_of_alerts_is_what_the_code_says() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        "\n| kind | what | 含义 | what to do | 处理 |\n|---|---|---|---|---|\n");
        for (AlertKind kind : AlertKind.values()) {
            page.append(
                    "| `%s` | %s | %s | %s | %s |\n"
                            .formatted(
                                    kind,
                                    kind.title(),
                                    kind.titleZh(),
                                    kind.advice(),
                                    kind.adviceZh()));
        }
        GeneratedPage.partIsUpToDate("operations.md", "alerts", page.toString());
    }

    @Test
    void every_alert_that_the_code_raises_is_of_a_known_kind() throws IOException {
        Pattern raised = Pattern.compile("(?:\\.raise|alarm|new Alert)\\(\\s*\"([A-Z_]+)\"");
        Set<String> known = new TreeSet<>(Stream.of(AlertKind.values()).map(Enum::name).toList());
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = raised.matcher(Files.readString(file));
                while (matcher.find()) {
                    assertThat(known).as(file.toString()).contains(matcher.group(1));
                }
            }
        }
    }

    @Test
    void no_meter_names_a_merchant_or_an_order() {
        assertThat(metrics).doesNotContain("M20260101001", payOrderNo);
    }

    @Test
    void one_trace_leads_from_the_call_to_the_notice() {
        List<String> told =
                road.list.stream()
                        .filter(e ->
                                Trace.id(payOrderNo).equals(e.getMDCPropertyMap().get("trace_id")))
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList();
        assertThat(told).hasSize(4);
        assertThat(told.get(0)).isEqualTo("MOCK_QR at mock-1: started");
        assertThat(told.get(1)).isEqualTo("answered /api/v1/payment/pay");
        assertThat(told).anyMatch(line -> line.equals("called back: PAID"));
        assertThat(told).anyMatch(line -> line.matches("notice \\d{26}, try 1: delivered"));
    }

    private String labels(String name) {
        Set<String> labels = new TreeSet<>();
        Matcher sample = Pattern.compile("(?m)^" + name + "\\w*\\{([^}]*)}").matcher(metrics);
        while (sample.find()) {
            Matcher label = Pattern.compile("(\\w+)=\"").matcher(sample.group(1));
            while (label.find()) {
                labels.add(label.group(1));
            }
        }
        labels.remove("le");
        return String.join(", ", labels);
    }

    private String scraped() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:" + ops.port() + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
