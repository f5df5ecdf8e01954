package com.suanpan.payment;

import com.suanpan.number.Lanes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads of orders with their flows, on the primary, without locks. An order and its flows are two
/// statements: they read one instant of the database, or a commit between them would show the order
/// as it was and the flow as it is.
@Component
class PaymentReads {

    private final PaymentOrders orders;
    private final PaymentFlows flows;
    private final OrderStages stages;
    private final Lanes lanes;
    private final TransactionTemplate oneInstant;

    PaymentReads(
            PaymentOrders orders,
            PaymentFlows flows,
            OrderStages stages,
            Lanes lanes,
            PlatformTransactionManager transactions) {
        this.orders = orders;
        this.flows = flows;
        this.stages = stages;
        this.lanes = lanes;
        this.oneInstant = new TransactionTemplate(transactions);
        oneInstant.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneInstant.setReadOnly(true);
    }

    /// An order of this merchant; another merchant's is not found.
    Optional<OrderView> find(
            String merchantId, @Nullable String orderNo, @Nullable String payOrderNo) {
        int lane = lanes.ofMerchant(merchantId);
        return whole(
                        lane,
                        () -> {
                            if (payOrderNo != null) {
                                return orders.find(lane, payOrderNo)
                                        .filter(o -> o.facts.merchantId().equals(merchantId))
                                        .filter(o ->
                                                orderNo == null
                                                        || o.facts.orderNo().equals(orderNo));
                            }
                            return orderNo != null
                                    ? orders.find(lane, merchantId, orderNo)
                                    : Optional.empty();
                        })
                .map(PaymentCase::view);
    }

    Optional<OrderView> find(String payOrderNo) {
        int lane = lanes.ofNumber(payOrderNo);
        return lane < 0 ? Optional.empty() : read(lane, payOrderNo).map(PaymentCase::view);
    }

    Optional<OrderView> findByToken(String cashierToken) {
        OptionalInt slot = CashierToken.slot(cashierToken);
        if (slot.isEmpty()) {
            return Optional.empty();
        }
        int lane = lanes.ofSlot(slot.getAsInt());
        return whole(lane, () -> orders.findByToken(lane, cashierToken)).map(PaymentCase::view);
    }

    Optional<PaymentCase> read(int lane, String payOrderNo) {
        return whole(lane, () -> orders.find(lane, payOrderNo));
    }

    List<PaymentFlow> flows(int lane, String payOrderNo) {
        return flows.of(lane, payOrderNo);
    }

    Map<String, OrderStage> stages(Collection<String> payOrderNos) {
        Map<Integer, List<String>> byLane =
                payOrderNos.stream().collect(Collectors.groupingBy(lanes::ofNumber));
        Map<String, OrderStage> found = new HashMap<>();
        byLane.forEach((lane, numbers) -> found.putAll(stages.of(lane, numbers)));
        return found;
    }

    private Optional<PaymentCase> whole(int lane, Supplier<Optional<PaymentOrder>> found) {
        Optional<PaymentCase> whole =
                oneInstant.execute(_ ->
                        found.get()
                                .map(order ->
                                        new PaymentCase(
                                                order, flows.of(lane, order.facts.payOrderNo()))));
        return Objects.requireNonNull(whole);
    }
}
