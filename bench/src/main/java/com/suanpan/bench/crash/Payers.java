package com.suanpan.bench.crash;

import com.suanpan.bench.Halt;
import com.suanpan.bench.Web;
import java.util.Map;

/// The payers, by the sandbox's own calls.
final class Payers {

    private final Web web;
    private final String sandbox;

    Payers(Web web, String sandbox) {
        this.web = web;
        this.sandbox = sandbox;
    }

    /// Pays an order by the number that its provider saw; false if the provider will not have it, or cannot
    /// be reached.
    boolean pay(String flowNo) {
        try {
            web.post(sandbox + "/payer/pay", Map.of("order", flowNo));
            return true;
        } catch (Halt e) {
            return false;
        }
    }

    /// The provider will confirm the close of this order and take the money all the same.
    void payDespiteClose(String flowNo) {
        turn(Map.of("knob", "PAID_DESPITE_CLOSE", "order", flowNo, "count", 1));
    }

    /// The next call to pay this amount is carried out and not answered.
    void hang(long fen) {
        turn(Map.of("knob", "HANG_AFTER", "on", "PAY", "amount", fen, "count", 1, "ms", 60_000));
    }

    private void turn(Map<String, ?> knob) {
        try {
            web.post(sandbox + "/control/knobs", knob);
        } catch (Halt e) {
            // The sandbox is gone for a while: then this order has a duller fate.
            return;
        }
    }
}
