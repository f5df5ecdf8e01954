package com.suanpan.console;

import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.Payments;
import com.suanpan.payment.Status;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import com.suanpan.store.OrderRecords;
import com.suanpan.store.RecordRow;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// `order`: shows all that we keep about an order, asks its channels, closes it.
@Component
class OrderCommand implements Command {

    private final Payments payments;
    private final List<OrderRecords> records;
    private final Lanes lanes;

    OrderCommand(Payments payments, List<OrderRecords> records, Lanes lanes) {
        this.payments = payments;
        this.records = records;
        this.lanes = lanes;
    }

    @Override
    public String name() {
        return "order";
    }

    @Override
    public List<String> forms() {
        return List.of(
                "ask PAY_ORDER_NO|MERCHANT_ID ORDER_NO [--json]",
                "close PAY_ORDER_NO|MERCHANT_ID ORDER_NO [--json]",
                "show PAY_ORDER_NO|MERCHANT_ID ORDER_NO [--json]");
    }

    @Override
    public int run(Words words, PrintStream out) {
        String verb = words.next("show, ask or close");
        return switch (verb) {
            case "show" -> show(order(words), words, out);
            case "ask" -> print(payments.askNow(order(words).payOrderNo()), words, out);
            case "close" -> close(order(words), words, out);
            case String other -> throw new WrongUsage("show, ask or close, not " + other);
        };
    }

    private int show(OrderView order, Words words, PrintStream out) {
        Sheet sheet = sheet(order);
        OrderRecords.Numbers numbers =
                new OrderRecords.Numbers(
                        lanes.ofNumber(order.payOrderNo()),
                        order.payOrderNo(),
                        payments.flowNos(order.payOrderNo()));
        for (OrderRecords room : records) {
            sheet.rows(room.name(), room.of(numbers));
        }
        sheet.print(out, words.json());
        return Commands.DONE;
    }

    private int close(OrderView order, Words words, PrintStream out) {
        OrderView closed = payments.close(order.payOrderNo());
        if (closed.status() == Status.SUCCEEDED) {
            throw new Refusal(Problem.ORDER_PAID);
        }
        return print(closed, words, out);
    }

    private static int print(OrderView order, Words words, PrintStream out) {
        sheet(order).print(out, words.json());
        return Commands.DONE;
    }

    private static Sheet sheet(OrderView order) {
        return new Sheet(
                new RecordRow()
                        .putAll(order.data())
                        .put("subject", order.subject())
                        .put("sync_status", order.syncStatus())
                        .put("notify_url", order.notifyUrl()));
    }

    private OrderView order(Words words) {
        String first = words.next("PAY_ORDER_NO or MERCHANT_ID ORDER_NO");
        Optional<String> orderNo = words.nextIfAny();
        words.end();
        if (orderNo.isEmpty() && !BusinessNumbers.isOurs(first)) {
            throw new WrongUsage(
                    first + " is no number of ours; name the merchant and its order number");
        }
        return orderNo.map(no -> payments.find(first, no, null))
                .orElseGet(() -> payments.find(first))
                .orElseThrow(() -> new Refusal(Problem.ORDER_NOT_FOUND));
    }
}
