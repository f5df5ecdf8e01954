package com.suanpan.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The payer pays in the very moment in which the order's time is over and it is closed at the channel.
final class PaidAtExpiry implements Chapter {

    private static final long FEN = 8800;

    private @Nullable Placed placed;

    @Override
    public String title() {
        return "Paid at the moment of expiry, while it is being closed (过期支付)";
    }

    /// An order lives a minute at least, so this one is made first.
    @Override
    public void begin(Scene scene) {
        Map<String, String> fields = scene.fields(FEN, "WECHAT_NATIVE", "A paper fan 纸扇");
        fields.put("expire_minutes", "1");
        Placed fan = scene.place(FEN, fields);
        scene.providers.look(fan.flowNo());
        scene.providers.misbehave("PAID_AT_CLOSE", fan.flowNo(), Map.of());
        placed = fan;
    }

    @Override
    public void play(Scene scene) {
        Placed fan = Objects.requireNonNull(placed);
        Instant end = OffsetDateTime.parse(fan.data().path("expires_at").asString()).toInstant();
        long left = Math.max(0, Duration.between(Instant.now(), end).toSeconds());
        scene.telling.tell(
                "order %s of %s: made at the beginning, has %d s left; the payer hesitates …"
                        .formatted(fan.orderNo(), fan.yuan(), left));
        while (Instant.now().isBefore(end)) {
            Pause.of(Duration.ofMillis(100));
        }
        scene.telling.tell(
                "its time is over; the payer pays just as the close reaches the channel");
        scene.platformSaysPaid(fan);
        scene.telling.check(
                "provider",
                "PAID %s, 1 call to close".formatted(fan.yuan()),
                () ->
                        "%s, %d call to close"
                                .formatted(
                                        scene.providers.says(fan.flowNo()),
                                        scene.providers.calls(fan.flowNo(), "CLOSE")),
                () -> "paid " + after(end, scene.providers.paidAt(fan.flowNo())));
        scene.providerSaysPaid(fan, List.of("GENUINE 200"));
        scene.merchantHeard(fan);
    }

    private static String after(Instant end, Instant paid) {
        return Scene.time(Duration.between(end, paid)) + " after its end";
    }
}
