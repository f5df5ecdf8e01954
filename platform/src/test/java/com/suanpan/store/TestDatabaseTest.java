package com.suanpan.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.number.Lanes;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithDatabase
@SpringBootTest(classes = TestDatabaseTest.Site.class, webEnvironment = WebEnvironment.NONE)
class TestDatabaseTest {

    @EnableAutoConfiguration
    @Import({DatabaseConfiguration.class, Meters.class})
    static class Site {}

    @Autowired private DataSource dataSource;
    @Autowired private Lanes lanes;

    @Test
    void a_test_database_is_durable_and_has_the_tables_of_every_room() {
        try (TestDatabase database = TestDatabase.create()) {
            assertThat(setting(database.jdbc(), "fsync")).isEqualTo("on");
            assertThat(setting(database.jdbc(), "synchronous_commit")).isEqualTo("on");
            assertThat(tables(database.jdbc())).contains("fixed_setting", "server_number");
        }
    }

    @Test
    void a_spring_test_has_a_database_of_its_own() {
        assertThat(tables(JdbcClient.create(dataSource))).contains("fixed_setting");
        assertThat(dataSource).isInstanceOf(HeldConnections.class);
        assertThat(lanes).isEqualTo(new Lanes(2));
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
    }
}
