package com.suanpan.callback;

import com.suanpan.channel.Acknowledgement;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.PaymentHandler;
import com.suanpan.channel.RawCallback;
import com.suanpan.gateway.CallerAddress;
import com.suanpan.gateway.Strangers;
import com.suanpan.outbound.Alerts;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// Where providers call back. What is answered here is committed; what is not, the provider repeats.
@RestController
class CallbackController {

    private final Addressees addressees;
    private final Callbacks callbacks;
    private final Strangers strangers;
    private final RefusedLog refusedLog;
    private final Alerts alerts;
    private final CallerAddress callerAddress;
    private final Clock clock;
    private final CallbackMeters meters;
    private final Duration bodyDeadline;
    private final Semaphore places;

    CallbackController(
            Addressees addressees,
            Callbacks callbacks,
            Strangers strangers,
            RefusedLog refusedLog,
            Alerts alerts,
            CallerAddress callerAddress,
            Clock clock,
            CallbackMeters meters,
            @Value("${suanpan.callback.body-deadline}") Duration bodyDeadline,
            @Value("${suanpan.callback.places}") int places) {
        this.addressees = addressees;
        this.callbacks = callbacks;
        this.strangers = strangers;
        this.refusedLog = refusedLog;
        this.alerts = alerts;
        this.callerAddress = callerAddress;
        this.clock = clock;
        this.meters = meters;
        this.bodyDeadline = bodyDeadline;
        this.places = new Semaphore(places);
    }

    @RequestMapping(
            path = "/callback/{provider}/{channelCode}/{event}",
            method = {RequestMethod.POST, RequestMethod.GET})
    ResponseEntity<byte[]> callback(
            @PathVariable String provider,
            @PathVariable String channelCode,
            @PathVariable String event,
            HttpServletRequest request) {
        InetAddress source = callerAddress.of(request);
        if (!strangers.mayTry(source)) {
            meters.turnedAway();
            return status(HttpStatus.TOO_MANY_REQUESTS);
        }
        Optional<Addressees.Addressee> to = addressees.find(provider, channelCode);
        if (to.isEmpty()) {
            return turnedAway(source, HttpStatus.NOT_FOUND);
        }
        return switch (RawCall.read(request, bodyDeadline)) {
            case RawCall.Whole(var call) -> placed(to.get(), event, source, call);
            case RawCall.TooLarge _ -> turnedAway(source, HttpStatus.CONTENT_TOO_LARGE);
            case RawCall.TooSlow _ -> turnedAway(source, HttpStatus.REQUEST_TIMEOUT);
            case RawCall.Broken _ -> turnedAway(source, HttpStatus.BAD_REQUEST);
        };
    }

    /// A place is taken once the body is there, so that whoever sends slowly keeps no other out. They
    /// are the callbacks' own: no flood of merchants' calls takes them.
    private ResponseEntity<byte[]> placed(
            Addressees.Addressee to, String event, InetAddress source, RawCallback call) {
        if (!places.tryAcquire()) {
            meters.turnedAway();
            return words(to.handler().refused());
        }
        try {
            return answered(to, event, source, call);
        } finally {
            places.release();
        }
    }

    private ResponseEntity<byte[]> answered(
            Addressees.Addressee to, String event, InetAddress source, RawCallback call) {
        ChannelAccount account = to.account();
        PaymentHandler handler = to.handler();
        long began = System.nanoTime();
        Verdict verdict = callbacks.judge(account, handler, event, call);
        meters.judged(account.channelCode(), verdict, began);
        return switch (verdict) {
            case Verdict.Taken _ -> words(handler.taken());
            case Verdict.NotNow _ -> words(handler.refused());
            case Verdict.Refused why -> {
                if (!why.verified()) {
                    strangers.failed(source);
                }
                keep(account, event, why, source, call);
                yield words(handler.refused());
            }
        };
    }

    private void keep(
            ChannelAccount account,
            String event,
            Verdict.Refused why,
            InetAddress source,
            RawCallback call) {
        String channelCode = account.channelCode();
        refusedLog.add(RefusedCallback.of(channelCode, event, why, source, call, clock.instant()));
        alerts.raise(
                "CALLBACK_REFUSED",
                channelCode,
                "%s, from %s; see table callback_refused"
                        .formatted(why.reason(), source.getHostAddress()));
    }

    private ResponseEntity<byte[]> turnedAway(InetAddress source, HttpStatus status) {
        meters.turnedAway();
        strangers.failed(source);
        return status(status);
    }

    private static ResponseEntity<byte[]> words(Acknowledgement said) {
        return ResponseEntity.status(said.status())
                .header(HttpHeaders.CONTENT_TYPE, said.contentType())
                .body(said.body());
    }

    private static ResponseEntity<byte[]> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
