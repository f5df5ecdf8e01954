package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.money.Money;
import com.suanpan.number.Lanes;
import com.suanpan.outbound.Outbound;
import com.suanpan.outbound.Outbounds;
import com.suanpan.outbound.Peer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;

/// What the contract's tests stand on: the sandbox, a bad line to it, an account there, the handlers of
/// the test's own package, and a place where callbacks come in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChannelGround {

    static final String PAYER = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
    static final Money DUE = Money.cny(10000);
    private static final Duration PATIENT = Duration.ofSeconds(14);
    private static final Duration IMPATIENT = Duration.ofMillis(400);
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

    private final List<ChannelMessage> kept = new CopyOnWriteArrayList<>();
    private MessageLog log;
    final BlockingQueue<RawCallback> callbacks = new LinkedBlockingQueue<>();
    SandboxDesk sandbox;
    Relay relay;
    Peer inbox;
    Outbound patient = Outbounds.within(PATIENT);
    Outbound impatient = Outbounds.within(IMPATIENT);
    List<PaymentHandler> handlers;
    PaymentHandler handler;

    /// The same channel behind a line that gives up soon.
    PaymentHandler hasty;

    ChannelAccount account;

    /// The provider's code.
    protected abstract String provider();

    /// The pay method that most tests start, one that calls the provider.
    protected abstract String method();

    /// The setting that holds the provider's address.
    protected abstract String addressSetting();

    /// Headers of an answer or a callback that are under its signature, or are it.
    protected abstract List<String> signedHeaders();

    /// Whether this byte of an answer's or a callback's body is under the signature.
    protected boolean isSigned(byte[] body, int at) {
        return true;
    }

    @BeforeAll
    void the_sandbox_and_the_channels_handlers(@TempDir Path folder) throws IOException {
        sandbox = new SandboxDesk(folder);
        inbox = new Peer(this::takeIn);
        log = new MessageLog((_, told) -> kept.addAll(told), new Lanes(1), Outbounds.alerts());
        handlers = handlers(line(patient));
        handler = named(handlers);
        hasty = named(handlers(line(impatient)));
    }

    @BeforeEach
    void a_new_account_on_an_honest_line() throws IOException {
        relay = new Relay(sandbox.uri());
        callbacks.clear();
        account = newAccount();
    }

    @AfterEach
    void hang_up() throws IOException {
        relay.close();
    }

    @AfterAll
    void close() throws IOException {
        inbox.close();
        patient.close();
        impatient.close();
        sandbox.close();
    }

    /// A channel code stands for one account for ever, so each has its own.
    ChannelAccount newAccount() {
        String code = "account-" + NUMBERS.incrementAndGet();
        return Samples.account(
                provider(), code, 1, sandbox.newAccount(provider(), relay.address()));
    }

    Map<String, String> settings(ChannelAccount of) {
        Map<String, String> settings = new HashMap<>();
        of.settings().forEach((name, value) -> settings.put(name, value.reveal()));
        return settings;
    }

    /// The same account with one setting changed, or taken away.
    ChannelAccount with(String setting, @Nullable String value) {
        Map<String, String> settings = settings(account);
        if (value == null) {
            settings.remove(setting);
        } else {
            settings.put(setting, value);
        }
        return Samples.account(provider(), "changed-" + NUMBERS.incrementAndGet(), 1, settings);
    }

    String newNumber() {
        String digits = Long.toString(NUMBERS.incrementAndGet());
        return "2611231500000001000000000000".substring(0, 26 - digits.length()) + digits;
    }

    StartOrder order(String number, Money amount) {
        Instant now = Instant.now(Clock.systemUTC());
        return new StartOrder(
                number,
                amount,
                "一杯咖啡 (大)",
                null,
                now,
                now.plusSeconds(1800),
                inbox.uri("/callback/x/x-1/payment"),
                inbox.uri("/return/x/x-1"),
                PAYER,
                "203.0.113.7");
    }

    /// A payment that the payer looks at.
    FlowRef opened(Money amount) {
        String number = newNumber();
        assertThat(handler.start(account, order(number, amount)))
                .isInstanceOf(StartResult.Started.class);
        payer("open", number);
        return Samples.flow(number, amount);
    }

    FlowRef paid(Money amount) {
        FlowRef flow = opened(amount);
        payer("pay", flow.requestNo());
        return flow;
    }

    /// The callback of a payment, when it has come.
    RawCallback callbackOf(FlowRef flow) {
        return next("of " + flow.requestNo());
    }

    /// A callback that the sandbox sends because it is told to.
    RawCallback forged(FlowRef flow, String how, Object... more) {
        return forged("order", flow.requestNo(), how, more);
    }

    RawCallback forgedRefund(RefundOrder order, String how) {
        return forged("refund", order.requestNo(), how);
    }

    private RawCallback forged(String of, String number, String how, Object... more) {
        callbacks.clear();
        Map<String, Object> body = new HashMap<>(Map.of(of, number, "how", how));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        sandbox.post("/control/callbacks/forge", body);
        return next(how);
    }

    private RawCallback next(String which) {
        try {
            RawCallback came = callbacks.poll(20, TimeUnit.SECONDS);
            if (came == null) {
                throw new AssertionError("no callback " + which);
            }
            return came;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode payer(String act, String number) {
        return sandbox.post("/payer/" + act, Map.of("order", number, "provider", provider()));
    }

    /// The payer pays by what a handler handed out.
    JsonNode payBy(Credential credential) {
        return sandbox.post(
                "/payer/pay",
                switch (credential) {
                    case Credential.Code(var content) -> Map.of("code", direct(content));
                    case Credential.Link(var address) -> Map.of("url", direct(address));
                    case Credential.Script(var parameters) -> Map.of("script", parameters);
                    case Credential.Form(var action, var fields, _) ->
                            Map.of("form", Map.of("action", direct(action), "fields", fields));
                });
    }

    /// The sandbox's payer does not go over the bad line.
    String direct(Object address) {
        return address.toString().replace(relay.address(), sandbox.uri().toString());
    }

    CallbackResult read(RawCallback callback) {
        return handler.read(account, PaymentHandler.PAYMENT, callback);
    }

    QueryResult query(FlowRef flow) {
        return handler.query(account, flow);
    }

    Closes closing(PaymentHandler which) {
        assertThat(which).isInstanceOf(Closes.class);
        return (Closes) which;
    }

    private void takeIn(Peer.Request request, java.io.OutputStream to) throws IOException {
        String[] line = request.head().split(" ", 3);
        URI target = URI.create(line[1]);
        Map<String, List<String>> headers = new HashMap<>();
        request.head()
                .lines()
                .skip(1)
                .map(header -> header.split(":", 2))
                .filter(header -> header.length == 2)
                .forEach(h -> headers.put(h[0].toLowerCase(Locale.ROOT), List.of(h[1].trim())));
        callbacks.add(
                new RawCallback(
                        line[0],
                        headers,
                        target.getRawQuery() == null ? "" : target.getRawQuery(),
                        request.body().getBytes(StandardCharsets.UTF_8)));
        Acknowledgement taken = handler.taken();
        to.write(Peer.response(taken.status(), new String(taken.body(), StandardCharsets.UTF_8)));
    }

    /// Everything that was recorded of this account; the log behind it is closed by this.
    String records() {
        log.close();
        return kept.stream()
                .filter(message -> message.channelCode().equals(account.channelCode()))
                .map(ChannelMessage::toString)
                .collect(Collectors.joining("\n"));
    }

    private ChannelLine line(Outbound outbound) {
        return new ChannelLine(outbound, log, new ChannelClocks(), Clock.systemUTC());
    }

    private List<PaymentHandler> handlers(ChannelLine line) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(ChannelLine.class, () -> line);
        context.scan(getClass().getPackageName());
        context.refresh();
        return List.copyOf(context.getBeansOfType(PaymentHandler.class).values());
    }

    private PaymentHandler named(List<PaymentHandler> all) {
        return all.stream()
                .filter(h -> h.method().code().equals(method()))
                .findFirst()
                .orElseThrow();
    }

    static byte[] changed(byte[] bytes, int at) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length);
        changed[at] ^= 1;
        return changed;
    }
}
