package com.suanpan;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.store.WithDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@WithDatabase
@SpringBootTest(
        classes = Suanpan.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "suanpan.callback.port=0")
class OpsPortTest {

    @Autowired private OpsPort ops;

    @Value("${local.server.port}")
    private int first;

    @Value("${local.callback.port}")
    private int second;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void metrics_are_told_on_the_operators_port_only() throws Exception {
        HttpResponse<String> told = get(ops.port(), "/metrics");

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Content-Type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(told.body())
                .contains("suanpan_calls_in_flight{kind=\"change\"} 0.0")
                .contains("suanpan_calls_limit{kind=\"change\"} 256.0")
                .contains("suanpan_calls_worked_on{kind=\"query\"} 0.0")
                .contains("suanpan_batch_waiting{batch=\"payment\"} 0.0")
                .contains("suanpan_calls_refused_total{code=\"SYSTEM_BUSY\"} 0.0")
                .contains(
                        "suanpan_config_reads_seconds_bucket{from=\"memory\",of=\"merchant\",le=\"0.001\"}")
                .contains("suanpan_database_connections_used{pool=\"batches\"}")
                .contains("process_cpu_usage");
        assertThat(get(first, "/metrics").statusCode()).isEqualTo(404);
        assertThat(get(second, "/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void a_server_that_has_all_it_needs_is_live_and_ready() throws Exception {
        assertThat(get(ops.port(), "/health/live").body()).isEqualTo("{\"status\":\"LIVE\"}");
        HttpResponse<String> ready = get(ops.port(), "/health/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).isEqualTo("{\"status\":\"READY\"}");
        assertThat(get(first, "/health/ready").statusCode()).isEqualTo(404);
        assertThat(get(second, "/health/live").statusCode()).isEqualTo(404);
    }

    @Test
    void the_operators_port_answers_nothing_else() throws Exception {
        assertThat(get(ops.port(), "/").statusCode()).isEqualTo(404);
        assertThat(get(ops.port(), "/metrics/more").statusCode()).isEqualTo(404);
        assertThat(get(ops.port(), "/api/v1/payment/pay").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                BodyHandlers.ofString());
    }
}
