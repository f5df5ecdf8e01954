package com.suanpan.sandbox.alipay;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Amounts as Alipay writes them: yuan with two decimals, 0.01 to 100,000,000.
final class Yuan {

    private static final long MOST = 10_000_000_000L;

    private Yuan() {}

    static long fen(@Nullable String yuan) {
        if (yuan == null || !yuan.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
            throw new AlipayFault("ACQ.INVALID_PARAMETER", "total_amount");
        }
        long fen = new BigDecimal(yuan).movePointRight(2).longValueExact();
        if (fen < 1 || fen > MOST) {
            throw new AlipayFault("ACQ.INVALID_PARAMETER", "total_amount");
        }
        return fen;
    }

    static String text(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
