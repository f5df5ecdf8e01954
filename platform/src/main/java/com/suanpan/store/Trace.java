package com.suanpan.store;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// The trace (链路) of an order: one id from the merchant's call through the channel's and the callback to
/// the notice, on every server and after every restart, because it is the order's number: six zeros and
/// the 26 digits of `pay_order_no` are a trace id of W3C's Trace Context.
///
/// While a trace is open, each log line of this thread carries `trace_id`, `pay_order_no` and `flow_no`.
public final class Trace implements AutoCloseable {

    /// The header that carries a trace. https://www.w3.org/TR/trace-context/
    public static final String HEADER = "traceparent";

    /// Tells each step of a payment in one line, where `logging.level.suanpan.road` is `info`.
    public static final Logger ROAD = LoggerFactory.getLogger("suanpan.road");

    private static final String TRACE_ID = "trace_id";
    private static final String PAY_ORDER_NO = "pay_order_no";
    private static final String FLOW_NO = "flow_no";
    private static final String CALLER = "caller_trace_id";
    private static final int LENGTH = 32;
    private static final Pattern PARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private final @Nullable String traceBefore = MDC.get(TRACE_ID);
    private final @Nullable String orderBefore = MDC.get(PAY_ORDER_NO);
    private final @Nullable String flowBefore = MDC.get(FLOW_NO);
    private final @Nullable String callerBefore = MDC.get(CALLER);

    private Trace() {}

    /// Opens the trace of an order on this thread until it is closed; what was open before is open again
    /// then.
    public static Trace of(String payOrderNo, @Nullable String flowNo) {
        Trace trace = new Trace();
        MDC.put(TRACE_ID, id(payOrderNo));
        MDC.put(PAY_ORDER_NO, payOrderNo);
        put(FLOW_NO, flowNo);
        return trace;
    }

    /// Lets the lines of this thread carry `caller_trace_id`, if the caller sent a trace of its own.
    public static Trace heard(@Nullable String parent) {
        Trace trace = new Trace();
        idIn(parent).ifPresent(id -> MDC.put(CALLER, id));
        return trace;
    }

    /// The trace id of an order: 32 hex digits.
    public static String id(String payOrderNo) {
        return "0".repeat(Math.max(0, LENGTH - payOrderNo.length())) + payOrderNo;
    }

    /// What the next one on the road is given of an order's trace: our step is its parent.
    public static String parent(String payOrderNo) {
        long step = ThreadLocalRandom.current().nextLong() | 1;
        return "00-" + id(payOrderNo) + "-" + HexFormat.of().toHexDigits(step) + "-01";
    }

    /// The trace id in a header that somebody sent, if it is one.
    static Optional<String> idIn(@Nullable String parent) {
        if (parent == null) {
            return Optional.empty();
        }
        Matcher matcher = PARENT.matcher(parent);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public void close() {
        put(TRACE_ID, traceBefore);
        put(PAY_ORDER_NO, orderBefore);
        put(FLOW_NO, flowBefore);
        put(CALLER, callerBefore);
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
