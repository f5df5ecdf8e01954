package com.suanpan.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.suanpan.secret.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private final PaymentHandler qr = new StillHandler("STILL_QR");
    private final PaymentHandler page = new StillHandler.Closing("STILL_PAGE");
    private final Channels channels = new Channels(List.of(qr, page));

    @Test
    void a_handler_is_found_by_its_pay_method_and_by_its_provider() {
        assertThat(channels.handler("STILL_QR")).containsSame(qr);
        assertThat(channels.handler("STILL_APP")).isEmpty();
        assertThat(channels.provider("STILL")).containsSame(page);
        assertThat(channels.provider("OTHER")).isEmpty();
        assertThat(channels.handlersOf("STILL")).containsExactly(page, qr);
        assertThat(channels.providers()).containsExactly("STILL");
    }

    @Test
    void two_handlers_of_one_method_are_refused_at_start() {
        List<PaymentHandler> doubled = List.of(qr, new StillHandler.Closing("STILL_QR"));
        assertThatThrownBy(() -> new Channels(doubled))
                .hasMessageContaining("STILL_QR")
                .hasMessageContaining("StillHandler$Closing");
    }

    @Test
    void abilities_are_read_from_the_type() {
        assertThat(Ability.of(qr)).isEmpty();
        assertThat(Ability.of(page)).containsExactly(Ability.CLOSE);
    }

    @Test
    void missing_and_unknown_settings_are_named() {
        Secret k = new Secret("k");
        assertThat(channels.faults("STILL", Map.of("key", k, "adress", k)))
                .satisfiesExactly(
                        missing -> assertThat(missing).contains("address is missing"),
                        unknown -> assertThat(unknown).contains("adress is none of STILL"));
        assertThat(channels.faults("STILL", Map.of("key", k, "address", new Secret(" "))))
                .singleElement(STRING)
                .contains("address is missing");
        assertThat(channels.faults("STILL", Map.of("key", k, "address", k))).isEmpty();
    }
}
