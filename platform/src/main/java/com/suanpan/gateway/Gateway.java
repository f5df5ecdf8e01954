package com.suanpan.gateway;

import com.suanpan.merchant.Merchant;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import com.suanpan.store.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/// The one door (网关) through which a merchant's call comes in: its form, who signed it, whether it may
/// be made now; and through which the signed answer, or the refusal, goes out.
@Component
public final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LARGEST_BODY = 64 * 1024;
    private static final String IN_LOG = "request_no";
    private static final long ONCE_IN = Duration.ofSeconds(1).toNanos();

    /// They come again within so many seconds, not all at once.
    private static final int COME_AGAIN_SECONDS = 3;

    private static final Signer NOBODY_YET =
            new Signer.Stranger(new Refusal(Problem.MERCHANT_UNKNOWN));

    private final Signers signers;
    private final Admission admission;
    private final CallsUnderWay underWay;
    private final CallerAddress callerAddress;
    private final RequestNumbers requestNumbers;
    private final Envelope envelope;
    private final GatewayMeters meters;
    private final Gates gates;
    private final AtomicLong toldFull = new AtomicLong(System.nanoTime() - ONCE_IN);

    Gateway(
            Signers signers,
            Admission admission,
            CallsUnderWay underWay,
            CallerAddress callerAddress,
            RequestNumbers requestNumbers,
            Envelope envelope,
            GatewayMeters meters,
            Gates gates) {
        this.signers = signers;
        this.admission = admission;
        this.underWay = underWay;
        this.callerAddress = callerAddress;
        this.requestNumbers = requestNumbers;
        this.envelope = envelope;
        this.meters = meters;
        this.gates = gates;
    }

    /// What a room does with a call that was let in: answers `data`, a record or a map, or throws a
    /// `Refusal`. Any other exception is a bug; the caller learns `SYSTEM_ERROR` and the number.
    @FunctionalInterface
    public interface Work {

        Object answer(SignedCall call);
    }

    /// Answers one call. Everything logged meanwhile carries the number that the answer has.
    public ResponseEntity<byte[]> call(HttpServletRequest request, CallForm form, Work work) {
        String requestNo = requestNumbers.next();
        try (var _ = MDC.putCloseable(IN_LOG, requestNo);
                var _ = Trace.heard(request.getHeader(Trace.HEADER))) {
            byte[] body = body(request);
            Gate gate = gates.of(CallKind.of(form.path()));
            // a place is taken only now, so that whoever sends slowly keeps no other out
            if (!gate.enter()) {
                return full(requestNo);
            }
            long began = System.nanoTime();
            try {
                return Place.in(
                        gate,
                        () ->
                                answered(
                                        requestNo,
                                        body,
                                        callerAddress.of(request),
                                        form,
                                        gate,
                                        work));
            } finally {
                meters.answered(form, began);
            }
        } catch (Refusal refusal) {
            return refused(requestNo, NOBODY_YET, refusal);
        } catch (IOException e) {
            return refused(
                    requestNo,
                    NOBODY_YET,
                    new Refusal(Problem.PARAM_ERROR, null, "the body broke off"));
        }
    }

    /// Whether a call to this path would find no place now.
    boolean isFull(String path) {
        return gates.of(CallKind.of(path)).isFull();
    }

    /// Refuses a call that nobody has looked at.
    ResponseEntity<byte[]> busy() {
        return full(requestNumbers.next());
    }

    /// Refuses what is no call at all: an unknown path, another HTTP method.
    ResponseEntity<byte[]> noCall(Refusal refusal) {
        String requestNo = requestNumbers.next();
        try (var _ = MDC.putCloseable(IN_LOG, requestNo)) {
            return refused(requestNo, NOBODY_YET, refusal);
        }
    }

    /// Reports a bug that no call caught.
    ResponseEntity<byte[]> broken(Throwable bug) {
        String requestNo = requestNumbers.next();
        try (var _ = MDC.putCloseable(IN_LOG, requestNo)) {
            return failed(requestNo, NOBODY_YET, bug);
        }
    }

    /// The signature is looked at before the form's rules, but the form is answered first: a malformed
    /// call is told so even where its signature is wrong, and is answered signed where it is right.
    private ResponseEntity<byte[]> answered(
            String requestNo, byte[] body, InetAddress from, CallForm form, Gate gate, Work work) {
        Signer signer = NOBODY_YET;
        try {
            Map<String, FlatJson.Value> values = FlatJson.read(body);
            signer = signers.of(FlatJson.texts(values), from);
            Map<String, String> fields = form.accept(values);
            return switch (signer) {
                case Signer.Stranger(var why) -> refused(requestNo, signer, why);
                case Signer.Known known -> done(requestNo, known, fields, from, form, gate, work);
            };
        } catch (Refusal refusal) {
            return refusedInside(requestNo, signer, refusal);
        } catch (TransientDataAccessException
                | DataAccessResourceFailureException
                | CannotCreateTransactionException e) {
            // the database is slow or away; that nothing was written is sure only of who writes
            // nothing
            return signer instanceof Signer.Stranger || CallKind.of(form.path()) == CallKind.QUERY
                    ? refusedInside(requestNo, signer, new Refusal(Problem.SYSTEM_BUSY))
                    : failed(requestNo, signer, e);
        } catch (RuntimeException e) {
            return failed(requestNo, signer, e);
        }
    }

    private ResponseEntity<byte[]> done(
            String requestNo,
            Signer.Known signer,
            Map<String, String> fields,
            InetAddress from,
            CallForm form,
            Gate gate,
            Work work) {
        Merchant merchant = signer.merchant();
        Object data =
                underWay.during(
                        merchant.merchantId(),
                        gate,
                        () -> {
                            Nonce nonce = admission.admit(signer, form, fields, from);
                            return answer(
                                    new SignedCall(
                                            merchant,
                                            signer.key(),
                                            fields,
                                            requestNo,
                                            from.getHostAddress(),
                                            nonce),
                                    work);
                        });
        tell(form, data);
        return envelope.success(requestNo, signer, data);
    }

    private Object answer(SignedCall call, Work work) {
        try {
            return work.answer(call);
        } catch (Refusal refusal) {
            admission.refused(call.merchant(), refusal);
            throw refusal;
        }
    }

    private static void tell(CallForm form, Object data) {
        Envelope.orderOf(data)
                .ifPresent(order -> {
                    try (var _ = Trace.of(order, null)) {
                        Trace.ROAD.info("answered {}", form.path());
                    }
                });
    }

    /// Refusals of a flood are counted, and told in the log once a second.
    private ResponseEntity<byte[]> full(String requestNo) {
        meters.refused(Problem.SYSTEM_BUSY);
        long now = System.nanoTime();
        long told = toldFull.get();
        if (now - told >= ONCE_IN && toldFull.compareAndSet(told, now)) {
            LOG.warn("calls are refused, for all places are taken; {} is one of them", requestNo);
        }
        int seconds = ThreadLocalRandom.current().nextInt(1, COME_AGAIN_SECONDS + 1);
        return envelope.refusal(
                requestNo,
                NOBODY_YET,
                Refusal.until(
                        Problem.SYSTEM_BUSY,
                        Duration.ofSeconds(seconds),
                        Problem.SYSTEM_BUSY.title()));
    }

    private ResponseEntity<byte[]> refusedInside(String requestNo, Signer signer, Refusal refusal) {
        // who is told when to come again met a bound of its own, a full line, and not our slowness
        if (refusal.problem() == Problem.SYSTEM_BUSY && refusal.retryAfter().isEmpty()) {
            Place.refusedInside();
        }
        return refused(requestNo, signer, refusal);
    }

    private ResponseEntity<byte[]> refused(String requestNo, Signer signer, Refusal refusal) {
        meters.refused(refusal.problem());
        LOG.info("{} refused: {} {}", requestNo, refusal.problem(), refusal.field());
        return envelope.refusal(requestNo, signer, refusal);
    }

    private ResponseEntity<byte[]> failed(String requestNo, Signer signer, Throwable bug) {
        meters.refused(Problem.SYSTEM_ERROR);
        LOG.error("{} failed", requestNo, bug);
        return envelope.refusal(requestNo, signer, new Refusal(Problem.SYSTEM_ERROR));
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST_BODY) {
            throw new Refusal(Problem.TOO_LARGE);
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new Refusal(Problem.TOO_LARGE);
        }
        return body;
    }
}
