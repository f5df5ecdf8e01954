package com.suanpan.store;

import com.suanpan.number.Lanes;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is fixed when a database is made and can never change after: the table `fixed_setting`.
final class FixedSettings {

    private static final int MOST_BY_DEFAULT = 16;

    private static final String FIX =
            """
            insert into fixed_setting (name, value) values ('lanes', :value)
            on conflict (name) do nothing
            """;

    private static final String READ =
            """
            select value from fixed_setting where name = 'lanes'
            """;

    private FixedSettings() {}

    /// A lane for every two processors. More would make batches small where there is nobody to run
    /// them side by side.
    static int lanesFor(int processors) {
        return Math.clamp(processors / 2, 1, MOST_BY_DEFAULT);
    }

    /// The lanes of this database, fixed now if it is new; refuses if `wanted` differs.
    static Lanes lanes(DataSource dataSource, @Nullable Integer wanted) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        int first = wanted == null ? lanesFor(Runtime.getRuntime().availableProcessors()) : wanted;
        if (first < 1 || first > Lanes.SLOTS) {
            throw new StartRefused("suanpan.lanes must be 1 to 1024, not " + first + ".");
        }
        jdbc.sql(FIX).param("value", String.valueOf(first)).update();
        int fixed = Integer.parseInt(jdbc.sql(READ).query(String.class).single());
        if (wanted != null && wanted != fixed) {
            throw new StartRefused(
                    "this database was made with %d lanes, which cannot change: set suanpan.lanes=%d or leave it out, not %d."
                            .formatted(fixed, fixed, wanted));
        }
        return new Lanes(fixed);
    }
}
