package com.suanpan.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.FakePay;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/// M11, step by step, over HTTP and into the database.
@ExtendWith(OutputCaptureExtension.class)
class CallbackTest extends CallbackGround {

    @Test
    void a_genuine_callback_pays_its_order_and_is_acknowledged_in_the_providers_words()
            throws Exception {
        JsonNode order = order();

        HttpResponse<String> answer = callback("/fake/fake-1/payment", paid(order, 8_800));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("FAKE TAKEN");
        assertThat(stage(order)).isEqualTo("PAID");
        assertThat(postings(order)).isEqualTo(1);
        assertThat(notices(order)).isEqualTo(1);
    }

    @Test
    void m11_fifty_equal_callbacks_at_once_move_money_and_tell_the_merchant_once()
            throws Exception {
        JsonNode order = order();
        List<Callable<HttpResponse<String>>> calls =
                IntStream.range(0, 50)
                        .<Callable<HttpResponse<String>>>mapToObj(
                                _ -> () -> callback("/fake/fake-1/payment", paid(order, 8_800)))
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
                assertThat(answer.get().body()).isEqualTo("FAKE TAKEN");
            }
        }
        assertThat(postings(order)).isEqualTo(1);
        assertThat(notices(order)).isEqualTo(1);
    }

    @Test
    void m11_an_address_that_names_no_account_or_another_provider_is_unknown() throws Exception {
        JsonNode order = order();
        int before = provider.read.size();

        for (String path :
                List.of("/fake/nobody/payment", "/mock/fake-1/payment", "/FAKE/fake-1/payment")) {
            HttpResponse<String> answer = callback(path, paid(order, 8_800));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).isEmpty();
        }
        assertThat(provider.read).hasSize(before);
        assertThat(stage(order)).isNotEqualTo("PAID");
    }

    @Test
    void m11_an_unknown_event_is_refused_unread_and_kept() throws Exception {
        JsonNode order = order();
        int before = provider.read.size();

        HttpResponse<String> answer = callback("/fake/fake-1/payout", paid(order, 8_800));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("FAKE REFUSED");
        assertThat(provider.read).hasSize(before);
        assertKept("UNKNOWN_EVENT");
    }

    @Test
    void m11_a_forged_callback_is_refused_and_kept_for_a_person(CapturedOutput log)
            throws Exception {
        JsonNode order = order();
        accounts.add(FakePay.account("fake-forged", false));

        HttpResponse<String> answer =
                callback(
                        "/fake/fake-forged/payment", paid(order, 8_800), "Fake-Key", "a-false-key");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
        assertKept("BAD_SIGNATURE");
        assertThat(log).contains("CALLBACK_REFUSED fake-forged");
        assertThat(
                        jdbc.sql("select headers from callback_refused where source = :source")
                                .param("source", source)
                                .query(String.class)
                                .single())
                .contains("fake-key: a-false-key");
    }

    @Test
    void m11_a_number_that_is_not_ours_and_a_flow_of_another_account_are_refused()
            throws Exception {
        JsonNode order = order();

        assertThat(callback("/fake/fake-1/payment", "paid 12345 8800").statusCode()).isEqualTo(422);
        assertThat(callback("/fake/fake-1/payment", "paid 26112315000000010000000001 8800").body())
                .isEqualTo("FAKE REFUSED");
        assertThat(callback("/fake/fake-2/payment", paid(order, 8_800)).body())
                .isEqualTo("FAKE REFUSED");
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
        assertKept("NOT_OUR_FLOW");
    }

    @Test
    void m11_another_amount_is_acknowledged_alerted_and_asked_about(CapturedOutput log)
            throws Exception {
        JsonNode order = order();

        HttpResponse<String> answer = callback("/fake/fake-1/payment", paid(order, 1));

        assertThat(answer.body()).isEqualTo("FAKE TAKEN");
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
        assertThat(postings(order)).isZero();
        assertThat(log).contains("CALLBACK_AMOUNT " + flowNo(order));
        assertThat(
                        jdbc.sql("select ask_at <= now() from payment_flow where flow_no = :flowNo")
                                .param("flowNo", flowNo(order))
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void money_that_comes_after_its_account_was_turned_off_still_counts() throws Exception {
        JsonNode order = order();
        assertThat(accounts.off("fake-1")).isTrue();

        assertThat(callback("/fake/fake-1/payment", paid(order, 8_800)).body())
                .isEqualTo("FAKE TAKEN");

        assertThat(stage(order)).isEqualTo("PAID");
        assertThat(accounts.on("fake-1")).isTrue();
    }

    @Test
    void m2_a_fact_that_cannot_be_stored_is_refused_alerted_and_taken_when_it_comes_again(
            CapturedOutput log) throws Exception {
        JsonNode order = order();

        HttpResponse<String> first =
                callback("/fake/fake-1/payment", "unstorable " + flowNo(order) + " 8800");

        assertThat(first.body()).isEqualTo("FAKE REFUSED");
        assertThat(stage(order)).isEqualTo("WAITING_PAYER");
        assertThat(log).contains("CALLBACK_NOT_STORED fake-1");
        assertThat(callback("/fake/fake-1/payment", paid(order, 8_800)).body())
                .isEqualTo("FAKE TAKEN");
        assertThat(stage(order)).isEqualTo("PAID");
    }

    @Test
    void what_an_adapter_cannot_read_is_never_acknowledged(CapturedOutput log) throws Exception {
        assertThat(callback("/fake/fake-1/payment", "bug").body()).isEqualTo("FAKE REFUSED");
        assertThat(callback("/fake/fake-broken/payment", "paid").body()).isEqualTo("FAKE REFUSED");
        assertThat(log).contains("CALLBACK_UNREAD fake-1", "CALLBACK_UNREAD fake-broken");
    }

    @Test
    void what_is_genuine_and_of_no_concern_is_acknowledged() throws Exception {
        assertThat(callback("/fake/fake-1/payment", "hello").body()).isEqualTo("FAKE TAKEN");
    }
}
