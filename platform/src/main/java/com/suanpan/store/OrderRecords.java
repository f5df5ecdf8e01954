package com.suanpan.store;

import java.util.List;

/// What a room keeps about a payment order, for an operator's eyes (订单档案), a bean. Secrets and
/// personal data are masked or left out.
public interface OrderRecords {

    /// Names an order and its attempts.
    ///
    /// @param flowNos oldest first
    record Numbers(int lane, String payOrderNo, List<String> flowNos) {

        public Numbers {
            flowNos = List.copyOf(flowNos);
        }
    }

    /// What the records are: `postings`.
    String name();

    /// The records, oldest first.
    List<RecordRow> of(Numbers numbers);
}
