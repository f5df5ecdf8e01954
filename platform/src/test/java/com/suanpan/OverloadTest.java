package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.channel.ChannelAccounts;
import com.suanpan.client.Outcome;
import com.suanpan.client.SuanpanClient;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.Merchants;
import com.suanpan.store.WithDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A whole server of which something is slow: what of it do the others feel?
@SpringBootTest(
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {
            "suanpan.notice.allow-private=true",
            "suanpan.outbound.places=" + OverloadTest.LINE,
            "suanpan.gateway.most-places=" + OverloadTest.PLACES,
            "suanpan.gateway.most-query-places=" + OverloadTest.PLACES,
        })
@WithDatabase(jobs = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadTest {

    static final int LINE = 20;
    static final int PLACES = 16;

    private static final int API = freePort();
    private static final int CALLBACK = freePort();
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final Duration SLOW = Duration.ofSeconds(4);

    /// Three times a lock is waited for: 5 s each.
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    @Autowired private Merchants merchants;
    @Autowired private ChannelAccounts accounts;
    @Autowired private JdbcClient jdbc;

    @Value("${suanpan.database.url}")
    private String url;

    @Value("${suanpan.database.username}")
    private String username;

    @Value("${suanpan.database.password}")
    private String password;

    private final AtomicInteger orders = new AtomicInteger();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private Town town;
    private SuanpanClient client;

    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry properties) {
        properties.add("suanpan.api.port", () -> API);
        properties.add("suanpan.callback.port", () -> CALLBACK);
        properties.add("suanpan.callback-url", () -> "http://127.0.0.1:" + CALLBACK);
    }

    @BeforeAll
    void a_town() throws IOException {
        town = new Town();
        town.channel(accounts, "WECHAT", "wechat-1");
        town.channel(accounts, "MOCK", "mock-1");
        client = town.client(API, town.merchant(merchants, "OVERLOAD"));
        for (int i = 0; i < PLACES; i++) {
            paid(client, "MOCK_QR");
            paid(client, "WECHAT_NATIVE");
        }
    }

    @AfterEach
    void calm() {
        town.noKnobs();
    }

    @AfterAll
    void done() throws IOException {
        callers.close();
        client.close();
        town.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The bulkhead of the line bounds what a dead channel holds, and what it holds are no places of work.
    @Test
    void a_channel_that_hangs_is_felt_by_no_other() throws Exception {
        town.knob(Map.of("knob", "LATENCY", "provider", "MOCK", "on", "PAY", "ms", 20_000));
        List<Future<Outcome>> hanging = new ArrayList<>();
        while (hanging.size() < LINE) {
            // a few at once: the gate has fewer places than the line
            for (Future<Outcome> each : begin(2, () -> paid(client, "MOCK_QR"))) {
                hanging.add(each);
            }
            int so = hanging.size();
            Town.until("the channel has them", () -> startedAtMock() >= so);
        }
        long orders = count("payment_order");
        List<Future<Outcome>> refused = begin(10, () -> paid(client, "MOCK_QR"));
        assertThat(counted(refused)).containsEntry("SYSTEM_BUSY", 10);
        assertThat(count("payment_order")).as("nothing was written of these").isEqualTo(orders);

        List<Long> tookMs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long began = System.nanoTime();
            assertThat(code(paid(client, "WECHAT_NATIVE"))).isEqualTo("SUCCESS");
            tookMs.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
        }
        long stillHang = hanging.stream().filter(f -> !f.isDone()).count();

        assertThat(stillHang).as("calls that hang meanwhile").isEqualTo(LINE).isGreaterThan(PLACES);
        assertThat(tookMs).as("ms").allMatch(ms -> ms < QUICK.toMillis());
        assertThat(counted(hanging)).containsEntry("SUCCESS", LINE);
    }

    @Test
    void a_merchant_that_hangs_delays_the_notices_of_no_other() throws Exception {
        town.knob(Map.of("knob", "AUTO_PAY", "provider", "MOCK", "ms", 1));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            names.add("NOTICED" + i);
        }
        town.post("/merchant/knobs/NOTICED0", Map.of("hang_ms", SLOW.toMillis()));
        for (String name : names) {
            MerchantSecrets secrets = town.merchant(merchants, name);
            try (SuanpanClient shop = town.client(API, secrets)) {
                for (int i = 0; i < 10; i++) {
                    assertThat(code(paid(shop, "MOCK_QR"))).isEqualTo("SUCCESS");
                }
            }
        }
        Town.until("all are told", () -> delivered() == 100);

        assertThat(firstTriesMs("max", "<> 'NOTICED0'")).isLessThan(QUICK.toMillis());
        assertThat(firstTriesMs("min", "= 'NOTICED0'")).isGreaterThanOrEqualTo(SLOW.toMillis());
    }

    @Test
    void a_database_that_is_stuck_refuses_and_leaves_nothing_half_done() throws Exception {
        List<Future<Outcome>> calls;
        long before = count("payment_order");
        long began = System.nanoTime();
        try (Connection other = DriverManager.getConnection(url, username, password)) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table payment_order in exclusive mode");
            calls = begin(10 * PLACES, () -> paid(client, "MOCK_QR"));
            assertThat(counted(calls).keySet())
                    .contains("SYSTEM_BUSY")
                    .isSubsetOf("SYSTEM_BUSY", "RATE_LIMITED");
            other.rollback();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
        assertThat(count("payment_order")).isEqualTo(before);
        Town.until("it goes on", () -> code(paid(client, "MOCK_QR")).equals("SUCCESS"));
    }

    private Outcome paid(SuanpanClient by, String payMethod) {
        Map<String, String> fields = new HashMap<>();
        fields.put("order_no", "OVER" + orders.incrementAndGet());
        fields.put("amount", "1.00");
        fields.put("subject", "tea");
        fields.put("pay_method", payMethod);
        return by.pay(fields);
    }

    private List<Future<Outcome>> begin(int times, Callable<Outcome> call) {
        List<Future<Outcome>> begun = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            begun.add(callers.submit(call));
        }
        return begun;
    }

    private static Map<String, Integer> counted(List<Future<Outcome>> calls) throws Exception {
        Map<String, Integer> counts = new HashMap<>();
        for (Future<Outcome> each : calls) {
            counts.merge(code(each.get()), 1, Integer::sum);
        }
        return counts;
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> "SUCCESS";
            case Outcome.Refused refused -> refused.code();
            case Outcome.Unknown unknown -> "unknown: " + unknown.why();
        };
    }

    private long startedAtMock() {
        return count("payment_flow where channel_code = 'mock-1' and call_until > now()");
    }

    private long delivered() {
        return count("notice where status = 'DELIVERED' and merchant_id like 'NOTICED%'");
    }

    /// From the commit that made an order final to its merchant's first answer.
    private long firstTriesMs(String which, String whose) {
        return jdbc.sql(
                        """
                        select %s(extract(epoch from t.tried_at - n.created_at) * 1000 + t.took_ms)::bigint
                        from notice n join notice_try t
                          on t.lane = n.lane and t.notice_no = n.notice_no and t.try_no = 1
                        where n.merchant_id like 'NOTICED%%' and n.merchant_id %s
                        """
                                .formatted(which, whose))
                .query(Long.class)
                .single();
    }

    private long count(String of) {
        return jdbc.sql("select count(*) from " + of).query(Long.class).single();
    }
}
