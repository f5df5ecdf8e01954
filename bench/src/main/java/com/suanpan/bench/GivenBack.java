package com.suanpan.bench;

import com.suanpan.client.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A part of a payment goes back; then five refunds at once want more than is left, and one gets it.
final class GivenBack implements Chapter {

    private static final int AT_ONCE = 5;

    @Override
    public String title() {
        return "Money back in parts, and %d refunds racing for the rest (退款)".formatted(AT_ONCE);
    }

    @Override
    public void play(Scene scene) {
        Placed lamp = scene.place(8800, "WECHAT_NATIVE", "A lamp 台灯");
        scene.providers.scanAndPay(lamp.qrCode());
        scene.telling.check(
                "platform", "SUCCEEDED PAID 88.00", () -> scene.shop.says(lamp.orderNo()));
        String first = lamp.orderNo() + "-R0";
        scene.telling.tell(
                "order %s of %s: 30.00 goes back".formatted(lamp.orderNo(), lamp.yuan()));
        scene.shop.refund(lamp.orderNo(), first, 3000);
        scene.telling.check(
                "refund", "SUCCEEDED 30.00, 0.18 of the fee", () -> scene.shop.refundSays(first));
        scene.telling.tell("%d refunds of 40.00 at once, 58.00 is left".formatted(AT_ONCE));
        List<String> answers = raced(scene, lamp);
        scene.telling.check(
                "answers",
                "{REFUND_OVER_PAID=%d, accepted=1}".formatted(AT_ONCE - 1),
                () -> counted(answers).toString());
        scene.telling.check(
                "platform",
                "SUCCEEDED PARTLY_REFUNDED 88.00, 70.00 went back",
                () ->
                        "%s, %s went back"
                                .formatted(
                                        scene.shop.says(lamp.orderNo()),
                                        scene.shop
                                                .query(lamp.orderNo())
                                                .path("refunded_amount")
                                                .asString()));
        scene.telling.check(
                "WECHAT",
                "gave back 70.00 in 2 refunds",
                () -> scene.providers.gaveBack(lamp.flowNo()));
        scene.telling.check(
                "merchant",
                "[SUCCEEDED 30.00, SUCCEEDED 40.00]",
                () -> scene.shop.refundsHeard(lamp.orderNo()).toString(),
                () -> "a notice of each");
    }

    private static List<String> raced(Scene scene, Placed lamp) {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 1; i <= AT_ONCE; i++) {
            String refundNo = lamp.orderNo() + "-R" + i;
            calls.add(() -> word(scene.shop.tryRefund(lamp.orderNo(), refundNo, 4000)));
        }
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        } catch (ExecutionException e) {
            throw new Halt(e.toString());
        }
        return answers;
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> "accepted";
            case Outcome.Refused refused -> refused.code();
            case Outcome.Unknown unknown -> unknown.why();
        };
    }

    private static Map<String, Integer> counted(List<String> answers) {
        Map<String, Integer> counted = new TreeMap<>();
        answers.forEach(answer -> counted.merge(answer, 1, Integer::sum));
        return counted;
    }
}
