package com.suanpan.cashier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.suanpan.gateway.CallerAddress;
import com.suanpan.gateway.Strangers;
import com.suanpan.payment.OrderStage;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.Payments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Tells an open page by one word where its order stands: as server-sent events, one for each change,
/// for as long as the page is open; and, for a page that cannot have these, once. The page then loads
/// itself again: what a payer sees is made in one place.
@RestController
class StageController {

    private static final Logger LOG = LoggerFactory.getLogger(StageController.class);

    /// Between words that say nothing, by which we learn that a page is gone.
    private static final Duration SILENCE = Duration.ofSeconds(15);

    /// After so long the browser asks anew.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Payments payments;
    private final Watchers watchers;
    private final Strangers strangers;
    private final CallerAddress callerAddress;

    /// However often it is asked, an order is read once a second.
    private final Cache<String, OrderStage> lately =
            Caffeine.newBuilder()
                    .expireAfterWrite(Duration.ofSeconds(1))
                    .maximumSize(10_000)
                    .build();

    StageController(
            Payments payments,
            Watchers watchers,
            Strangers strangers,
            CallerAddress callerAddress) {
        this.payments = payments;
        this.watchers = watchers;
        this.strangers = strangers;
        this.callerAddress = callerAddress;
    }

    @GetMapping("/cashier/{token}/stage")
    ResponseEntity<String> stage(@PathVariable String token, HttpServletRequest request) {
        OrderStage seen = lately.getIfPresent(token);
        if (seen == null) {
            seen = found(token, request).map(OrderView::stage).orElse(null);
        }
        if (seen == null) {
            return ResponseEntity.notFound().build();
        }
        lately.asMap().putIfAbsent(token, seen);
        return ResponseEntity.ok()
                .header("Content-Type", "text/plain;charset=utf-8")
                .header("Cache-Control", "no-store")
                .body(seen.name());
    }

    @GetMapping("/cashier/{token}/stages")
    void stages(
            @PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<OrderView> order = found(token, request);
        if (order.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return;
        }
        Optional<Watcher> watcher = watchers.enter(order.get());
        if (watcher.isEmpty()) {
            response.setHeader("Retry-After", "5");
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        try {
            tell(watcher.get(), order.get().stage(), response);
        } catch (IOException e) {
            LOG.debug("a page is gone", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            watchers.leave(watcher.get());
        }
    }

    private static void tell(Watcher watcher, OrderStage first, HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        long until = System.nanoTime() + LONGEST.toNanos();
        OrderStage told = first;
        said(response, "retry: 3000\ndata: " + told + "\n\n");
        while (!told.isFinal() && !watcher.isOver() && System.nanoTime() < until) {
            OrderStage now = watcher.after(told, SILENCE);
            said(response, now == told ? ":\n\n" : "data: " + now + "\n\n");
            told = now;
        }
    }

    private static void said(HttpServletResponse response, String text) throws IOException {
        Writer writer = response.getWriter();
        writer.write(text);
        response.flushBuffer();
    }

    private Optional<OrderView> found(String token, HttpServletRequest request) {
        if (!strangers.mayTry(callerAddress.of(request))) {
            return Optional.empty();
        }
        Optional<OrderView> order = payments.findByToken(token);
        if (order.isEmpty()) {
            strangers.failed(callerAddress.of(request));
        }
        return order;
    }
}
