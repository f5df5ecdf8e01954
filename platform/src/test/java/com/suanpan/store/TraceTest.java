package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TraceTest {

    private static final String ORDER = "26112318440004210010000001";
    private static final String ID = "000000" + ORDER;

    @Test
    void the_trace_of_an_order_is_its_number() {
        assertThat(Trace.id(ORDER)).isEqualTo(ID).hasSize(32);
        assertThat(Trace.parent(ORDER)).matches("00-" + ID + "-[0-9a-f]{16}-01");
        assertThat(Trace.idIn(Trace.parent(ORDER))).contains(ID);
    }

    @Test
    void a_line_of_the_log_carries_the_trace_that_is_open() {
        try (var _ = Trace.of(ORDER, "flow")) {
            assertThat(MDC.get("trace_id")).isEqualTo(ID);
            assertThat(MDC.get("pay_order_no")).isEqualTo(ORDER);
            assertThat(MDC.get("flow_no")).isEqualTo("flow");
            try (var _ = Trace.of("1", null)) {
                assertThat(MDC.get("trace_id")).endsWith("01");
                assertThat(MDC.get("flow_no")).isNull();
            }
            assertThat(MDC.get("trace_id")).isEqualTo(ID);
            assertThat(MDC.get("flow_no")).isEqualTo("flow");
        }
        assertThat(MDC.get("trace_id")).isNull();
    }

    @Test
    void a_caller_trace_that_is_none_is_not_kept() {
        try (var _ = Trace.heard("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")) {
            assertThat(MDC.get("caller_trace_id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        }
        for (String none :
                new String[] {
                    "",
                    "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                    "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nx"
                }) {
            try (var _ = Trace.heard(none)) {
                assertThat(MDC.get("caller_trace_id")).as(none).isNull();
            }
        }
    }
}
