package com.suanpan.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows as they were read and as they are now, by their keys.
final class Written<K extends Comparable<K>, V> {

    private final Map<K, V> before;
    private final Map<K, V> now;

    Written(Map<K, V> before) {
        this.before = before;
        this.now = new TreeMap<>(before);
    }

    @Nullable V get(K key) {
        return now.get(key);
    }

    void put(K key, V value) {
        now.put(key, value);
    }

    /// As it was read; null if it was not there.
    @Nullable V before(K key) {
        return before.get(key);
    }

    /// Those that were not there, in the order of their keys.
    List<V> added() {
        List<V> added = new ArrayList<>();
        now.forEach((key, value) -> {
            if (!before.containsKey(key)) {
                added.add(value);
            }
        });
        return added;
    }

    /// Those that were there as something else, in the order of their keys.
    List<V> changed() {
        List<V> changed = new ArrayList<>();
        now.forEach((key, value) -> {
            V old = before.get(key);
            if (old != null && !Objects.equals(old, value)) {
                changed.add(value);
            }
        });
        return changed;
    }
}
