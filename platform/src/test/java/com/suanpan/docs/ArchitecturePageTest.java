package com.suanpan.docs;

import com.suanpan.structure.Nameplate;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The drawing of the rooms in `docs/architecture.md`, made from their nameplates. A room's level is one
/// above the highest room that it may visit.
class ArchitecturePageTest {

    private final Map<String, Nameplate> plates = Nameplate.all();
    private final Map<String, Integer> levels = new TreeMap<>();

    @Test
    void the_drawing_of_the_rooms_is_what_the_nameplates_say() throws IOException {
        plates.keySet().forEach(this::level);
        GeneratedPage.partIsUpToDate(
                "architecture.md",
                "rooms",
                "```mermaid\n%s```\n\n%s".formatted(drawing(), table()));
    }

    private int level(String room) {
        Integer known = levels.get(room);
        if (known != null) {
            return known;
        }
        int level = plates.get(room).visits().stream().mapToInt(r -> level(r) + 1).max().orElse(0);
        levels.put(room, level);
        return level;
    }

    /// An arrow that a longer way implies is not drawn.
    private String drawing() {
        StringBuilder drawing = new StringBuilder("flowchart TD\n");
        byLevel()
                .forEach((level, rooms) ->
                        rooms.forEach(room ->
                                drawing.append(
                                        "    %s[\"%s %s\"]\n"
                                                .formatted(
                                                        room, room, plates.get(room).nameZh()))));
        byLevel()
                .forEach((level, rooms) ->
                        rooms.forEach(room ->
                                plates.get(room).visits().stream()
                                        .filter(to -> !isImplied(room, to))
                                        .sorted()
                                        .forEach(to ->
                                                drawing.append(
                                                        "    %s --> %s\n".formatted(room, to)))));
        return drawing.toString();
    }

    private boolean isImplied(String from, String to) {
        return plates.get(from).visits().stream()
                .anyMatch(by -> !by.equals(to) && reachable(by).contains(to));
    }

    private Set<String> reachable(String from) {
        Set<String> reached = new HashSet<>();
        for (String next : plates.get(from).visits()) {
            reached.add(next);
            reached.addAll(reachable(next));
        }
        return reached;
    }

    private String table() {
        StringBuilder table =
                new StringBuilder("| level | room | what it is | may visit |\n|---|---|---|---|\n");
        byLevel()
                .forEach((level, rooms) ->
                        rooms.forEach(room ->
                                table.append(
                                        "| %d | `%s` | %s | %s |\n"
                                                .formatted(
                                                        level,
                                                        room,
                                                        plates.get(room).sentence(),
                                                        visits(room)))));
        return table.toString();
    }

    private String visits(String room) {
        List<String> visits = plates.get(room).visits();
        return visits.isEmpty() ? "nobody" : String.join(" ", visits);
    }

    /// The highest level first.
    private Map<Integer, List<String>> byLevel() {
        return levels.keySet().stream()
                .collect(
                        Collectors.groupingBy(
                                levels::get,
                                () -> new TreeMap<>((a, b) -> Integer.compare(b, a)),
                                Collectors.toList()));
    }
}
