package com.suanpan.bench.load;

import com.suanpan.bench.Halt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/// Where the platform's processor time goes: samples that the JVM takes of each running thread by its own
/// processor time (JFR's `jdk.CPUTimeSample`), counted by frame and by package.
final class Profile {

    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final int SHOWN = 25;

    private Profile() {}

    /// The JVM option that records into this file.
    static String recording(Path file) {
        return "-XX:StartFlightRecording:filename=%s,settings=none,+%s#enabled=true,+%s#throttle=5ms"
                .formatted(file, SAMPLE, SAMPLE);
    }

    /// The hottest frames and packages of a recording between two instants, as text.
    static String read(Path file, Instant from, Instant until) {
        Map<String, Integer> frames = new HashMap<>();
        Map<String, Integer> rooms = new HashMap<>();
        Map<String, Integer> packages = new HashMap<>();
        int samples = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (!event.getEventType().getName().equals(SAMPLE)
                        || stack == null
                        || stack.getFrames().isEmpty()
                        || event.getStartTime().isBefore(from)
                        || event.getStartTime().isAfter(until)) {
                    continue;
                }
                samples++;
                RecordedFrame top = stack.getFrames().getFirst();
                frames.merge(name(top), 1, Integer::sum);
                packages.merge(packageOf(top), 1, Integer::sum);
                rooms.merge(ours(stack.getFrames()), 1, Integer::sum);
            }
        } catch (IOException e) {
            throw new Halt("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
        return "%d samples of processor time%n".formatted(samples)
                + hottest("our nearest frame", rooms, samples)
                + hottest("package of the top frame", packages, samples)
                + hottest("top frame", frames, samples);
    }

    private static String hottest(String title, Map<String, Integer> counts, int samples) {
        return "%n%s%n".formatted(title)
                + counts.entrySet().stream()
                        .sorted(
                                Comparator.comparing((Map.Entry<String, Integer> e) -> e.getValue())
                                        .reversed()
                                        .thenComparing(Map.Entry::getKey))
                        .limit(SHOWN)
                        .map(e ->
                                "%6.1f %%  %s"
                                        .formatted(100.0 * e.getValue() / samples, e.getKey()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static String packageOf(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        int dot = type.lastIndexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    private static String ours(List<RecordedFrame> frames) {
        Function<RecordedFrame, String> name = Profile::name;
        return frames.stream()
                .map(name)
                .filter(frame -> frame.startsWith("com.suanpan."))
                .findFirst()
                .orElse("none: " + packageOf(frames.getLast()));
    }
}
