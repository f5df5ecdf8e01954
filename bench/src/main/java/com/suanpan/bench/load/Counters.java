package com.suanpan.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The platform's own counters at one instant, as it shows them to operators: by name and labels, as
/// `suanpan_batch_items_sum{batch="payment"}`. Empty where it shows none.
record Counters(Map<String, Double> values) {

    static final Counters NONE = new Counters(Map.of());

    static Counters at(int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(metrics).build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? read(answer.body()) : NONE;
        } catch (IOException e) {
            return NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }

    /// Reads the text format of Prometheus.
    static Counters read(String text) {
        Map<String, Double> values = new HashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#") && line.lastIndexOf(' ') > 0)
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                });
        return new Counters(values);
    }

    /// How much all counters of this name grew that carry this label (`batch="payment"`, or the empty
    /// text for all); null if there is none.
    @Nullable Double grownSince(Counters before, String name, String label) {
        Double sum = null;
        for (Map.Entry<String, Double> each : values.entrySet()) {
            String key = each.getKey();
            boolean named = key.equals(name) || key.startsWith(name + "{");
            if (named && key.contains(label)) {
                double grown = each.getValue() - before.values().getOrDefault(key, 0.0);
                sum = (sum == null ? 0 : sum) + grown;
            }
        }
        return sum;
    }

    /// Items a batch of this batcher.
    @Nullable Double batchMean(Counters before, String batch) {
        String label = "batch=\"" + batch + "\"";
        return ratio(
                grownSince(before, "suanpan_batch_items_sum", label),
                grownSince(before, "suanpan_batch_items_count", label));
    }

    /// The share of merchants' and channels' configuration that was read without the database.
    @Nullable Double configFromCache(Counters before) {
        return ratio(
                grownSince(before, "suanpan_config_reads_seconds_count", "from=\"memory\""),
                grownSince(before, "suanpan_config_reads_seconds_count", ""));
    }

    /// What such a reading took, in microseconds.
    @Nullable Double configReadMicros(Counters before) {
        Double seconds =
                ratio(
                        grownSince(before, "suanpan_config_reads_seconds_sum", ""),
                        grownSince(before, "suanpan_config_reads_seconds_count", ""));
        return seconds == null ? null : seconds * 1e6;
    }

    private static @Nullable Double ratio(@Nullable Double part, @Nullable Double whole) {
        return part == null || whole == null || whole == 0 ? null : part / whole;
    }
}
