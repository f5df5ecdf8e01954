package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void every_folder_of_migrations_belongs_to_a_room_and_is_run() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/main/resources/db/migration"))) {
            List<String> rooms = folders.map(one -> one.getFileName().toString()).toList();
            assertThat(Migrations.ROOMS).containsAll(rooms);
            assertThat(tables("flyway\\_%"))
                    .containsExactlyInAnyOrderElementsOf(
                            rooms.stream().map(room -> "flyway_" + room).toList());
        }
    }

    @Test
    void migrating_again_changes_nothing() {
        List<String> before = tables("%");
        Migrations.run(DATABASE.dataSource());
        assertThat(tables("%")).isEqualTo(before);
    }

    @Test
    void every_table_and_column_says_what_it_is() {
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        """
                                        select c.relname || coalesce('.' || a.attname, '')
                                        from pg_class c
                                        left join pg_attribute a
                                            on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                                        where c.relnamespace = 'public'::regnamespace
                                          and c.relkind in ('r', 'p')
                                          and c.relname not like 'flyway\\_%'
                                          and (obj_description(c.oid) is null
                                               or col_description(c.oid, a.attnum) is null)
                                        order by 1
                                        """)
                                .query(String.class)
                                .list())
                .isEmpty();
    }

    private static List<String> tables(String like) {
        return DATABASE.jdbc()
                .sql(
                        """
                        select tablename from pg_tables
                        where schemaname = 'public' and tablename like :like order by 1
                        """)
                .param("like", like)
                .query(String.class)
                .list();
    }
}
