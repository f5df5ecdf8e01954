package com.suanpan.secret;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of a sealed column.
@Repository
class SealedRows {

    private static final String OLDER =
            """
            select KEY as key, COLUMN as sealed from TABLE
            where KEY > :after and COLUMN is not null and substr(COLUMN, 1, :length) <> :prefix
            order by KEY limit :most
            for update
            """;

    private static final String REPLACE =
            """
            update TABLE set COLUMN = :sealed where KEY = :key
            """;

    private final JdbcClient jdbc;

    SealedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(String key, byte[] sealed) {}

    /// The next rows by key whose secret was not sealed by the key of this prefix, locked.
    List<Row> older(SealedColumn column, byte[] prefix, String after, int most) {
        return jdbc.sql(over(OLDER, column))
                .param("after", after)
                .param("prefix", prefix)
                .param("length", prefix.length)
                .param("most", most)
                .query(Row.class)
                .list();
    }

    void replace(SealedColumn column, String key, byte[] sealed) {
        jdbc.sql(over(REPLACE, column)).param("key", key).param("sealed", sealed).update();
    }

    private static String over(String sql, SealedColumn column) {
        return sql.replace("KEY", column.key())
                .replace("COLUMN", column.column())
                .replace("TABLE", column.table());
    }
}
