package com.suanpan.cashier;

import com.suanpan.channel.Channels;
import com.suanpan.channel.IdentifiesPayers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells devices by what their browsers say of themselves. Who lies is offered what does not work there,
/// and nothing else.
@Component
final class Devices {

    private static final Pattern PHONE =
            Pattern.compile("Mobile|Android|iPhone|iPad|HarmonyOS|Phone");

    private final Channels channels;

    Devices(Channels channels) {
        this.channels = channels;
    }

    Device of(HttpServletRequest request) {
        String agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        for (String provider : channels.providers()) {
            if (isInside(provider, agent)) {
                return new Device.InApp(provider);
            }
        }
        return PHONE.matcher(agent).find() ? new Device.Phone() : new Device.Desktop();
    }

    /// The providers with an app of their own, whose pages other such apps do not open.
    Set<String> withApps() {
        return channels.providers().stream()
                .filter(p ->
                        channels.handlersOf(p).stream()
                                .anyMatch(IdentifiesPayers.class::isInstance))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private boolean isInside(String provider, String agent) {
        return channels.handlersOf(provider).stream()
                .anyMatch(h -> h instanceof IdentifiesPayers app && app.isInside(agent));
    }
}
