package com.suanpan.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an audit counted and what it found. The first findings are kept, the rest only counted: books
/// that are wholly broken need no more memory than sound ones.
public final class Findings {

    private static final int MOST_KEPT = 1_000;

    private final Map<String, String> counted = new LinkedHashMap<>();
    private final List<Finding> kept = new ArrayList<>();
    private long count;

    /// Says what was looked at: `orders`, `1200`.
    public void counted(String what, String number) {
        counted.put(what, number);
    }

    public void add(String law, String subject, String text) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(new Finding(law, subject, text));
        }
    }

    /// Takes a row of `law`, `subject` and `text`.
    public void addRow(ResultSet rs) throws SQLException {
        add(rs.getString("law"), rs.getString("subject"), rs.getString("text"));
    }

    /// In the order in which rooms and their checks told it.
    public Map<String, String> counted() {
        return new LinkedHashMap<>(counted);
    }

    /// The first thousand findings.
    public List<Finding> kept() {
        return List.copyOf(kept);
    }

    /// How many findings there are in all.
    public long count() {
        return count;
    }

    /// Whether the books agree.
    public boolean none() {
        return count == 0;
    }
}
