package com.suanpan.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Columns of rows as arrays, for statements that write many rows by `unnest`.
public final class Column {

    private Column() {}

    public static <T> @Nullable String[] text(List<T> rows, Function<T, @Nullable String> of) {
        @Nullable String[] column = new String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = of.apply(rows.get(i));
        }
        return column;
    }

    /// Names of enum constants; cast to `text[]`.
    public static <T> @Nullable String[] name(List<T> rows, Function<T, @Nullable Enum<?>> of) {
        return text(
                rows,
                row -> {
                    Enum<?> value = of.apply(row);
                    return value == null ? null : value.name();
                });
    }

    /// Instants as text; cast to `timestamptz[]`.
    public static <T> @Nullable String[] instant(List<T> rows, Function<T, @Nullable Instant> of) {
        return text(
                rows,
                row -> {
                    Instant at = of.apply(row);
                    return at == null ? null : at.toString();
                });
    }

    public static <T> long[] number(List<T> rows, ToLongFunction<T> of) {
        long[] column = new long[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = of.applyAsLong(rows.get(i));
        }
        return column;
    }

    public static <T> boolean[] flag(List<T> rows, Function<T, Boolean> of) {
        boolean[] column = new boolean[rows.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = of.apply(rows.get(i));
        }
        return column;
    }
}
