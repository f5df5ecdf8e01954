package com.suanpan.gateway;

import com.suanpan.number.Lanes;
import com.suanpan.store.Batcher;
import com.suanpan.store.Transactions;
import com.suanpan.store.Vital;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Uses up the nonces of calls that commit nothing of their own.
@Component
class Nonces implements Vital, DisposableBean {

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final UsedNonces used;
    private final Lanes lanes;
    private final Clock clock;
    private final Batcher<Nonce, Boolean> batcher;

    Nonces(UsedNonces used, Lanes lanes, Clock clock, Transactions transactions) {
        this.used = used;
        this.lanes = lanes;
        this.clock = clock;
        this.batcher =
                new Batcher<>(
                        "nonce",
                        lanes.count(),
                        Batcher.Bounds.USUAL,
                        clock,
                        transactions,
                        this::commit);
    }

    /// Uses a nonce up; false if it was used before.
    boolean use(Nonce nonce) {
        return batcher.submit(lanes.ofMerchant(nonce.merchantId()), nonce);
    }

    /// Deletes what may be forgotten, a few at a time; how many rows went.
    int forget() {
        int gone = 0;
        for (int lane = 0; lane < lanes.count(); lane++) {
            int now;
            do {
                now = used.forget(lane, clock.instant(), FORGOTTEN_AT_ONCE);
                gone += now;
            } while (now == FORGOTTEN_AT_ONCE);
        }
        return gone;
    }

    @Override
    public String name() {
        return "nonce-batches";
    }

    @Override
    public boolean holds() {
        return batcher.works();
    }

    @Override
    public void destroy() {
        batcher.close();
    }

    private List<Boolean> commit(int lane, List<Nonce> nonces) {
        Set<Nonce.Key> fresh = new HashSet<>(used.add(lane, nonces).rows());
        return nonces.stream().map(nonce -> fresh.remove(nonce.key())).toList();
    }
}
