package com.suanpan.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StagesTest {

    @Test
    void m5_a_final_order_never_changes_its_status() {
        for (OrderStage from : OrderStage.values()) {
            for (OrderStage to : OrderStage.values()) {
                if (from.canBecome(to) && from.isFinal()) {
                    assertThat(to.status()).as("%s → %s", from, to).isEqualTo(from.status());
                }
                assertThat(from.canBecome(from)).isFalse();
            }
        }
    }

    @Test
    void m5_a_final_flow_never_changes() {
        for (FlowStage from : FlowStage.values()) {
            for (FlowStage to : FlowStage.values()) {
                if (from.isFinal()) {
                    assertThat(from.canBecome(to)).as("%s → %s", from, to).isFalse();
                }
            }
        }
    }

    @Test
    void every_stage_is_reached_from_the_first() {
        Set<OrderStage> reached = EnumSet.of(OrderStage.CREATED);
        Queue<OrderStage> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            open.remove().next().stream().filter(reached::add).forEach(open::add);
        }
        assertThat(reached).containsExactlyInAnyOrder(OrderStage.values());
        assertThat(FlowStage.SENT.next()).hasSize(FlowStage.values().length - 1);
    }
}
