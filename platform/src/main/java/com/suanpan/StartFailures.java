package com.suanpan;

import com.suanpan.store.StartRefused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Tells the operator in one sentence why the program does not start, where the cause is on his side.
/// Any other failure is a bug and is told by the framework, stack trace and all. Named in
/// `META-INF/spring.factories`.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailures implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> sentence = sentence(failure);
        sentence.ifPresent(one -> System.err.println("suanpan: " + one));
        return sentence.isPresent();
    }

    static Optional<String> sentence(Throwable failure) {
        Optional<StartRefused> refused = StartRefused.in(failure);
        return refused.isPresent()
                ? Optional.ofNullable(refused.get().getMessage())
                : portTaken(failure).map(StartFailures::portTaken);
    }

    private static Optional<Integer> portTaken(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof PortInUseException taken) {
                return Optional.of(taken.getPort());
            }
            if (at instanceof ConnectorStartFailedException failed) {
                return Optional.of(failed.getPort());
            }
        }
        return Optional.empty();
    }

    private static String portTaken(int port) {
        return "port %d is taken: stop the program that has it, or choose others with --suanpan.api.port=…, --suanpan.callback.port=… and --suanpan.ops.port=…."
                .formatted(port);
    }
}
