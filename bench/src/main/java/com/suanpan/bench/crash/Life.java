package com.suanpan.bench.crash;

import com.suanpan.bench.Pause;
import com.suanpan.client.Outcome;
import com.suanpan.client.PayRequest;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// One order from its merchant's first call to what he knows in the end. A call that nobody answered is
/// made again, the same to the letter, as soon as somebody listens: what a careful merchant does.
final class Life {

    private static final List<String> METHODS = List.of("MOCK_QR", "MOCK_PAGE", "WECHAT_NATIVE");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int CALLS = 30;

    private final Merchant merchant;
    private final Promise promise;
    private final Payers payers;
    private final House house;
    private final SplittableRandom random;

    Life(Merchant merchant, Promise promise, Payers payers, House house, SplittableRandom random) {
        this.merchant = merchant;
        this.promise = promise;
        this.payers = payers;
        this.house = house;
        this.random = random;
    }

    void lived() {
        String method = METHODS.get(random.nextInt(METHODS.size()));
        switch (Fate.drawn(random)) {
            case PAID -> payers.pay(paidBy(method));
            case REPEATED -> payers.pay(repeated(method));
            case CHANGED -> changed(method);
            case CLOSED -> closed(method);
            case PAID_LATE -> paidLate(method);
            case GIVEN_UP -> paidBy(method);
            case HUNG -> hung();
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            insist(() -> merchant.query(promise));
        }
    }

    private String paidBy(String method) {
        return flowOf(asked(merchant.request(promise, method)));
    }

    /// Until there is something for the payer, or the order is over.
    private Outcome asked(PayRequest request) {
        Outcome outcome = insist(() -> merchant.pay(promise, request));
        for (int i = 1; i < CALLS && isEmptyHanded(outcome); i++) {
            Pause.of(LONGEST_PAUSE);
            outcome = insist(() -> merchant.pay(promise, request));
        }
        return outcome;
    }

    private static boolean isEmptyHanded(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered
                && !answered.order().status().isFinal()
                && answered.order().credential().isEmpty()
                && answered.order().payUrl().isEmpty();
    }

    private String repeated(String method) {
        int times = 2 + random.nextInt(3);
        PayRequest request = merchant.request(promise, method);
        Callable<Outcome> call = () -> asked(request);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String flowNo = "";
            for (Future<Outcome> one :
                    threads.invokeAll(Stream.generate(() -> call).limit(times).toList())) {
                flowNo = flowOf(one.get());
            }
            return flowNo;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void changed(String method) {
        String first = paidBy(method);
        boolean paysFirst = random.nextInt(3) == 0;
        boolean paysSecond = random.nextInt(3) > 0;
        promise.changesMethod();
        String other = METHODS.get((METHODS.indexOf(method) + 1) % METHODS.size());
        if (paysFirst && random.nextBoolean()) {
            payers.pay(first);
        }
        String second = paidBy(other);
        if (paysFirst) {
            payers.pay(first);
        }
        if (paysSecond) {
            payers.pay(second);
        }
    }

    private void closed(String method) {
        String flowNo = paidBy(method);
        if (random.nextInt(3) == 0) {
            Thread payer = Thread.ofVirtual().start(() -> payers.pay(flowNo));
            insist(() -> merchant.close(promise));
            joined(payer);
        } else {
            insist(() -> merchant.close(promise));
        }
    }

    private void paidLate(String method) {
        String flowNo = paidBy(method);
        payers.payDespiteClose(flowNo);
        insist(() -> merchant.close(promise));
    }

    /// Whoever asks again must do so under the number that may have been taken.
    private void hung() {
        payers.hang(promise.fen);
        payers.pay(paidBy("MOCK_QR"));
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Until there is an answer, or a refusal that stays one.
    private Outcome insist(Supplier<Outcome> call) {
        Duration pause = FIRST_PAUSE;
        for (int i = 1; ; i++) {
            Outcome outcome = call.get();
            boolean again =
                    switch (outcome) {
                        case Outcome.Answered _ -> false;
                        case Outcome.Refused refused -> refused.mayTryAgain();
                        case Outcome.Unknown _ -> true;
                    };
            if (!again || i == CALLS) {
                return outcome;
            }
            house.untilOpen();
            Pause.of(pause);
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        }
    }

    /// Empty where there is none.
    private static String flowOf(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered
                ? answered.order().field("flow_no").orElse("")
                : "";
    }
}
