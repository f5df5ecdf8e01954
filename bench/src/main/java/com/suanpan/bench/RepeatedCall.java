package com.suanpan.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The merchant's call comes many times at once; it is one payment.
final class RepeatedCall implements Chapter {

    private static final int CALLS = 50;

    @Override
    public String title() {
        return "One call, %d times at once: one order, one answer (幂等)".formatted(CALLS);
    }

    @Override
    public void play(Scene scene) {
        String subject = "A kite 风筝";
        Map<String, String> fields = scene.fields(3600, "WECHAT_NATIVE", subject);
        subject = subject + " " + fields.get("order_no");
        fields.put("subject", subject);
        long began = System.nanoTime();
        List<JsonNode> answers = all(() -> scene.shop.pay(fields));
        long took = (System.nanoTime() - began) / 1_000_000;
        Placed kite =
                new Placed(
                        answers.getFirst().path("order_no").asString(),
                        3600,
                        answers.getFirst(),
                        took);
        scene.telling.tell(
                "order %s of %s: %d equal calls in parallel were answered in %d ms"
                        .formatted(kite.orderNo(), kite.yuan(), answers.size(), took));
        scene.telling.check(
                "answers",
                "%d successes, all with the same data".formatted(CALLS),
                () -> "%d successes, %s".formatted(answers.size(), compared(answers)));
        String wanted = subject;
        scene.telling.check(
                "provider", "1 order", () -> scene.providers.withSubject(wanted) + " order");
        scene.providers.scanAndPay(kite.qrCode());
        scene.checkPaid(kite);
    }

    private static String compared(List<JsonNode> answers) {
        JsonNode first = answers.getFirst();
        String others =
                answers.stream()
                        .filter(answer -> !answer.equals(first))
                        .flatMap(answer ->
                                answer.propertyNames().stream()
                                        .filter(name -> !answer.get(name).equals(first.get(name)))
                                        .map(name ->
                                                "%s=%s and %s"
                                                        .formatted(
                                                                name,
                                                                answer.get(name),
                                                                first.get(name))))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "));
        return others.isEmpty() ? "all with the same data" : "differing in " + others;
    }

    private static <T> List<T> all(Callable<T> call) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> calls =
                    threads.invokeAll(Stream.generate(() -> call).limit(CALLS).toList());
            return calls.stream().map(RepeatedCall::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        }
    }

    private static <T> T result(Future<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Halt("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Halt halt ? halt : new Halt(e.toString());
        }
    }
}
