package com.suanpan.secret;

/// A column that holds sealed secrets (密文列), a bean of the room that owns it: so that what an older key
/// sealed is sealed anew. Each is sealed for the row `table/key` and the field `column`.
///
/// @param key the table's primary key, a text
public record SealedColumn(String table, String key, String column) {

    public SealedColumn {
        for (String name : new String[] {table, key, column}) {
            if (!name.matches("[a-z_]+")) {
                throw new IllegalArgumentException("no name of a table or column: " + name);
            }
        }
    }
}
