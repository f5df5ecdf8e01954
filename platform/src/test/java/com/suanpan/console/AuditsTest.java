package com.suanpan.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.Audit;
import com.suanpan.store.Audit.Extent;
import com.suanpan.store.Findings;
import com.suanpan.store.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class AuditsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final List<String> done = new ArrayList<>();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void what_was_found_in_agreement_is_kept() {
        assertThat(audits(new Fake("one", true), new Fake("two", true)).examineAndKeep().none())
                .isTrue();

        assertThat(done)
                .containsExactly(
                        "one SINCE_CHECKPOINT", "two SINCE_CHECKPOINT", "one keeps", "two keeps");
    }

    @Test
    void nothing_is_kept_where_one_audit_found_something() {
        assertThat(audits(new Fake("one", true), new Fake("two", false)).examineAndKeep().count())
                .isOne();

        assertThat(done).containsExactly("one SINCE_CHECKPOINT", "two SINCE_CHECKPOINT");
    }

    @Test
    void an_audit_by_hand_keeps_nothing() {
        assertThat(audits(new Fake("one", true)).examine(Extent.WHOLE).none()).isTrue();

        assertThat(done).containsExactly("one WHOLE");
    }

    private static Audits audits(Audit... audits) {
        return new Audits(
                List.of(audits),
                DATABASE.dataSource(),
                new DataSourceTransactionManager(DATABASE.dataSource()));
    }

    private final class Fake implements Audit {

        private final String name;
        private final boolean agrees;

        Fake(String name, boolean agrees) {
            this.name = name;
            this.agrees = agrees;
        }

        @Override
        public void examine(Extent extent, Findings findings) {
            done.add(name + " " + extent);
            if (!agrees) {
                findings.add("L1", name, "does not agree");
            }
        }

        @Override
        public void keep() {
            done.add(name + " keeps");
        }
    }
}
