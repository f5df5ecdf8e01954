package com.suanpan.store;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What a backup says of itself (备份清单): JSON, the last entry of the archive.
///
/// @param snapshotAt the instant that all tables show
/// @param migrations of each room, those that had made its tables
/// @param tables of all rooms but what is of the moment only
record BackupManifest(
        int format,
        Instant snapshotAt,
        SortedMap<String, List<Migrations.Applied>> migrations,
        List<Table> tables,
        List<Counter> counters) {

    /// Grows when an older program could not read the archive.
    static final int FORMAT = 1;

    BackupManifest {
        tables = List.copyOf(tables);
        counters = List.copyOf(counters);
    }

    /// One table, an entry of the archive of the same name: its rows as PostgreSQL's binary COPY gives
    /// them.
    record Table(String name, List<String> columns, long rows, long bytes, String sha256) {

        Table {
            columns = List.copyOf(columns);
        }
    }

    /// A sequence; `called` is false while its value was not yet given out.
    record Counter(String name, long value, boolean called) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
