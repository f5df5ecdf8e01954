package com.suanpan.gateway;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// The one door (网关) through which a merchant's call comes in: its form, who signed it, whether it may
/// be made now; and through which the signed answer, or the refusal, goes out.
@Component
public final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LARGEST_BODY = 64 * 1024;
    private static final String IN_LOG = "request_no";
    private static final Signer NOBODY_YET =
            new Signer.Stranger(new Refusal(Problem.MERCHANT_UNKNOWN));

    private final Signers signers;
    private final Admission admission;
    private final CallsUnderWay underWay;
    private final CallerAddress callerAddress;
    private final RequestNumbers requestNumbers;
    private final Envelope envelope;
    private final GatewayMeters meters;
    private final Semaphore places;

    Gateway(
            Signers signers,
            Admission admission,
            CallsUnderWay underWay,
            CallerAddress callerAddress,
            RequestNumbers requestNumbers,
            Envelope envelope,
            GatewayMeters meters,
            @Value("${suanpan.gateway.calls-in-flight:2000}") int callsInFlight) {
        this.signers = signers;
        this.admission = admission;
        this.underWay = underWay;
        this.callerAddress = callerAddress;
        this.requestNumbers = requestNumbers;
        this.envelope = envelope;
        this.meters = meters;
        this.places = new Semaphore(callsInFlight);
        meters.watch(places, callsInFlight);
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
        try (var _ = MDC.putCloseable(IN_LOG, requestNo)) {
            byte[] body = body(request);
            // a place is taken only now, so that whoever sends slowly keeps no other out
            if (!places.tryAcquire()) {
                return refused(requestNo, NOBODY_YET, new Refusal(Problem.SYSTEM_BUSY));
            }
            long began = System.nanoTime();
            try {
                return answered(requestNo, body, callerAddress.of(request), form, work);
            } finally {
                places.release();
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
            String requestNo, byte[] body, InetAddress from, CallForm form, Work work) {
        Signer signer = NOBODY_YET;
        try {
            Map<String, FlatJson.Value> values = FlatJson.read(body);
            signer = signers.of(FlatJson.texts(values), from);
            Map<String, String> fields = form.accept(values);
            return switch (signer) {
                case Signer.Stranger(var why) -> refused(requestNo, signer, why);
                case Signer.Known known -> {
                    SignedCall call =
                            new SignedCall(
                                    known.merchant(),
                                    known.key(),
                                    fields,
                                    requestNo,
                                    from.getHostAddress());
                    Object data =
                            underWay.during(
                                    known.merchant().merchantId(),
                                    () -> {
                                        admission.admit(known, form.scope(), fields, from);
                                        return work.answer(call);
                                    });
                    yield envelope.success(requestNo, signer, data);
                }
            };
        } catch (Refusal refusal) {
            return refused(requestNo, signer, refusal);
        } catch (RuntimeException e) {
            return failed(requestNo, signer, e);
        }
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
