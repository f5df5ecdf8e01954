package com.suanpan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.client.Outcome;
import com.suanpan.client.Outcome.Answered;
import com.suanpan.client.Outcome.Refused;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A server whose places for changes are all taken.
class EarlyRefusalTest extends CallsToGateway {

    @Autowired Gates gates;
    private int taken;

    @BeforeEach
    void every_place_for_a_change_is_taken() {
        while (gates.of(CallKind.CHANGE).enter()) {
            taken++;
        }
    }

    @AfterEach
    void the_places_are_free_again() {
        for (; taken > 0; taken--) {
            gates.of(CallKind.CHANGE).leave(System.nanoTime(), 0, false);
        }
    }

    @Test
    void a_call_is_refused_before_it_is_read() throws Exception {
        HttpResponse<String> answer = post("/api/v1/payment/pay", "this is no JSON");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).get().asString().matches("[1-3]");
        assertThat(answer.body())
                .startsWith("{\"code\":\"SYSTEM_BUSY\"")
                .contains("\"request_no\":\"")
                .doesNotContain("\"sign\"");
    }

    @Test
    void the_client_library_says_that_nothing_came_of_it_and_that_it_may_come_again() {
        Outcome outcome = client.pay(order());

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).code()).isEqualTo("SYSTEM_BUSY");
        assertThat(((Refused) outcome).mayTryAgain()).isTrue();
        assertThat(((Refused) outcome).retryAfter()).isNotNull();
    }

    @Test
    void queries_are_served_all_the_same() throws Exception {
        assertThat(post("/api/v1/payment/query", "{}").statusCode())
                .as("let in, though this little platform knows no such call")
                .isEqualTo(404);
    }

    @Test
    void when_a_place_is_free_the_same_call_is_served() {
        assertThat(client.pay(order("nonce", "early-1"))).isInstanceOf(Refused.class);
        the_places_are_free_again();

        assertThat(client.pay(order("nonce", "early-1"))).isInstanceOf(Answered.class);
    }
}
