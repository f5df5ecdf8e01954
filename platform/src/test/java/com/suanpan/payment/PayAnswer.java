package com.suanpan.payment;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The answer to `pay`, for the pages made of it.
public final class PayAnswer {

    private PayAnswer() {}

    /// The names in its `data`, in their order.
    public static List<String> names() {
        return Arrays.stream(PayData.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
    }
}
