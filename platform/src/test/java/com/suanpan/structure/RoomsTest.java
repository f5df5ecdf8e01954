package com.suanpan.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.Suanpan;
import com.suanpan.channel.PaymentHandler;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// Rooms visit only the rooms that their nameplates name, and nobody walks in circles.
class RoomsTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("com.suanpan");

    @Test
    void the_package_tree_is_the_drawing() {
        ApplicationModules.of(Suanpan.class).verify();
    }

    @Test
    void nameplates_name_rooms_that_exist() {
        Map<String, Nameplate> plates = Nameplate.all();
        assertThat(plates).hasSizeGreaterThan(10);
        for (Nameplate plate : plates.values()) {
            assertThat(plates.keySet()).as(plate.room()).containsAll(plate.visits());
            assertThat(plate.visits()).as(plate.room()).doesNotContain(plate.room());
        }
    }

    @Test
    void nobody_walks_in_circles_even_where_no_code_does_yet() {
        Map<String, Nameplate> plates = Nameplate.all();
        for (String room : plates.keySet()) {
            walk(plates, room, new ArrayList<>());
        }
    }

    private static void walk(Map<String, Nameplate> plates, String room, List<String> path) {
        assertThat(path).as("a circle through " + room).doesNotContain(room);
        List<String> further = new ArrayList<>(path);
        further.add(room);
        plates.get(room).visits().forEach(next -> walk(plates, next, further));
    }

    @Test
    void no_channel_sees_another() {
        slices().matching("com.suanpan.channel.(*)..")
                .should()
                .notDependOnEachOther()
                .check(PRODUCT);
    }

    @Test
    void nobody_sees_into_a_channel() {
        noClasses()
                .that()
                .resideOutsideOfPackage("com.suanpan.channel.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.suanpan.channel.*..")
                .check(PRODUCT);
    }

    @Test
    void what_a_handler_answers_from_outside_is_sealed() {
        Set<String> questions =
                Set.of(
                        "start",
                        "query",
                        "read",
                        "close",
                        "refund",
                        "queryRefund",
                        "readReturn",
                        "identify");
        List<Method> asked = new ArrayList<>();
        for (Class<?> contract :
                List.of(
                        PaymentHandler.class,
                        com.suanpan.channel.Closes.class,
                        com.suanpan.channel.Refunds.class,
                        com.suanpan.channel.IdentifiesPayers.class,
                        com.suanpan.channel.ReadsReturns.class)) {
            for (Method method : contract.getMethods()) {
                if (questions.contains(method.getName())) {
                    asked.add(method);
                    assertThat(method.getReturnType().isSealed()).as(method.toString()).isTrue();
                }
            }
        }
        assertThat(asked).hasSize(questions.size());
    }
}
