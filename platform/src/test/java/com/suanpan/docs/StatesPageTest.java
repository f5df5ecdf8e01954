package com.suanpan.docs;

import com.suanpan.ledger.HoldStatus;
import com.suanpan.notify.NoticeStatus;
import com.suanpan.payment.FlowStage;
import com.suanpan.payment.OrderStage;
import com.suanpan.payment.Status;
import com.suanpan.refund.RefundStage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatesPageTest {

    private static final String HEAD =
            """
            # States 状态

            Drawn from the enums; do not edit. A move that is not drawn is refused by the code, and by the guard of the
            statement that would make it. `status` is what a merchant decides on, `stage` the finer word.
            """;

    @Test
    void the_page_of_states_is_what_the_enums_say() throws IOException {
        String page =
                HEAD
                        + staged(
                                "Order 支付订单",
                                OrderStage.values(),
                                OrderStage::status,
                                OrderStage::next)
                        + staged(
                                "Flow 支付流水", FlowStage.values(), FlowStage::status, FlowStage::next)
                        + staged(
                                "Refund 退款",
                                RefundStage.values(),
                                RefundStage::status,
                                RefundStage::next)
                        + "\n## Notice 通知\n\nBack to `WAITING` by hand only.\n"
                        + drawing(NoticeStatus.values(), NoticeStatus::next, "")
                        + "\n## Hold 冻结\n\n`REFUSED` from the beginning: a number that held nothing stays refused.\n"
                        + drawing(HoldStatus.values(), HoldStatus::next, "");
        GeneratedPage.isUpToDate("states.md", page);
    }

    private static <E extends Enum<E>> String staged(
            String title, E[] stages, Function<E, Status> status, Function<E, Set<E>> next) {
        StringBuilder groups = new StringBuilder();
        for (Status each : Status.values()) {
            groups.append("    state ").append(each).append(" {\n");
            Arrays.stream(stages)
                    .filter(stage -> status.apply(stage) == each)
                    .forEach(stage -> groups.append("        ").append(stage).append('\n'));
            groups.append("    }\n");
        }
        return "\n## " + title + "\n" + drawing(stages, next, groups.toString());
    }

    private static <E extends Enum<E>> String drawing(
            E[] states, Function<E, Set<E>> next, String groups) {
        String moves =
                Arrays.stream(states)
                        .flatMap(from ->
                                next.apply(from).stream()
                                        .map(to -> "    %s --> %s\n".formatted(from, to)))
                        .collect(Collectors.joining());
        return "\n```mermaid\nstateDiagram-v2\n    [*] --> %s\n%s%s```\n"
                .formatted(states[0], groups, moves);
    }
}
