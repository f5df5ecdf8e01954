package com.suanpan.callback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.suanpan.channel.ChannelAccount;
import com.suanpan.channel.RawCallback;
import com.suanpan.channel.ReadsReturns;
import com.suanpan.channel.ReturnResult;
import com.suanpan.gateway.CallerAddress;
import com.suanpan.gateway.Strangers;
import com.suanpan.payment.OrderView;
import com.suanpan.payment.Payments;
import com.suanpan.payment.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/// Where a provider sends the payer's browser back to (同步返回). It is a hint to ask the channel, never
/// a payment, whatever it says and however it is signed.
@RestController
class ReturnController {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnController.class);

    /// A browser that keeps coming back about one flow makes us ask once in so long.
    private static final Duration ONCE_IN = Duration.ofSeconds(2);

    private static final int REMEMBERED = 10_000;
    private static final int MOST_AT_ONCE = 128;

    private final Addressees addressees;
    private final Payments payments;
    private final WayBack wayBack;
    private final Strangers strangers;
    private final CallerAddress callerAddress;
    private final Duration bodyDeadline;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Cache<Returned, OrderView> lately =
            Caffeine.newBuilder().expireAfterWrite(ONCE_IN).maximumSize(REMEMBERED).build();

    ReturnController(
            Addressees addressees,
            Payments payments,
            WayBack wayBack,
            Strangers strangers,
            CallerAddress callerAddress,
            @Value("${suanpan.callback.body-deadline}") Duration bodyDeadline) {
        this.addressees = addressees;
        this.payments = payments;
        this.wayBack = wayBack;
        this.strangers = strangers;
        this.callerAddress = callerAddress;
        this.bodyDeadline = bodyDeadline;
    }

    /// `cashierToken` is null where the provider signed.
    private record Returned(String channelCode, String flowNo, @Nullable String cashierToken) {}

    @RequestMapping(
            path = {
                "/return/{provider}/{channelCode}",
                "/return/{provider}/{channelCode}/{cashierToken}"
            },
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<byte[]> comesBack(
            @PathVariable String provider,
            @PathVariable String channelCode,
            @PathVariable(required = false) @Nullable String cashierToken,
            HttpServletRequest request) {
        InetAddress source = callerAddress.of(request);
        if (!strangers.mayTry(source)) {
            return ReturnPage.UNREADABLE.answer(HttpStatus.TOO_MANY_REQUESTS);
        }
        Optional<Addressees.Addressee> to = addressees.find(provider, channelCode);
        if (to.isEmpty()) {
            return turnedAway(source, HttpStatus.NOT_FOUND);
        }
        if (!(to.get().handler() instanceof ReadsReturns reader)) {
            return kept(to.get().account(), () -> bare(to.get().account(), cashierToken, source));
        }
        return switch (RawCall.read(request, bodyDeadline)) {
            case RawCall.Whole(var call) ->
                    kept(
                            to.get().account(),
                            () -> answered(to.get().account(), reader, cashierToken, source, call));
            case RawCall.TooLarge _ -> turnedAway(source, HttpStatus.CONTENT_TOO_LARGE);
            case RawCall.TooSlow _ -> turnedAway(source, HttpStatus.REQUEST_TIMEOUT);
            case RawCall.Broken _ -> turnedAway(source, HttpStatus.BAD_REQUEST);
        };
    }

    private ResponseEntity<byte[]> answered(
            ChannelAccount account,
            ReadsReturns reader,
            @Nullable String cashierToken,
            InetAddress source,
            RawCallback call) {
        return switch (reader.readReturn(account, call)) {
            case ReturnResult.Verified(var flowNo) ->
                    returned(new Returned(account.channelCode(), flowNo, null))
                            .map(order -> to(wayBack.next(order)))
                            .orElseGet(() -> ReturnPage.THANKS.answer(HttpStatus.OK));
            case ReturnResult.Unsigned(var flowNo) -> hinted(account, flowNo, cashierToken, source);
            case ReturnResult.Refused(var why) -> {
                LOG.info("a return to {} is refused: {}", account.channelCode(), why);
                yield turnedAway(source, HttpStatus.BAD_REQUEST);
            }
        };
    }

    /// What breaks on our side is nothing to the browser.
    private ResponseEntity<byte[]> kept(
            ChannelAccount account, Supplier<ResponseEntity<byte[]>> answer) {
        if (!places.tryAcquire()) {
            return ReturnPage.THANKS.answer(HttpStatus.SERVICE_UNAVAILABLE);
        }
        try {
            return answer.get();
        } catch (RuntimeException e) {
            LOG.warn("a return to {} is not stored", account.channelCode(), e);
            return ReturnPage.THANKS.answer(HttpStatus.SERVICE_UNAVAILABLE);
        } finally {
            places.release();
        }
    }

    /// The provider's return carries nothing: the token alone says which order's latest attempt is meant.
    private ResponseEntity<byte[]> bare(
            ChannelAccount account, @Nullable String cashierToken, InetAddress source) {
        if (cashierToken == null) {
            return ReturnPage.THANKS.answer(HttpStatus.OK);
        }
        return payments.findByToken(cashierToken)
                .map(OrderView::flowNo)
                .map(flowNo -> hinted(account, flowNo, cashierToken, source))
                .orElseGet(() -> {
                    strangers.failed(source);
                    return ReturnPage.THANKS.answer(HttpStatus.OK);
                });
    }

    /// Flow numbers can be guessed: who shows no more than one learns nothing, and moves nothing.
    private ResponseEntity<byte[]> hinted(
            ChannelAccount account,
            String flowNo,
            @Nullable String cashierToken,
            InetAddress source) {
        Optional<OrderView> order =
                cashierToken == null
                        ? Optional.empty()
                        : returned(new Returned(account.channelCode(), flowNo, cashierToken));
        if (order.isEmpty()) {
            strangers.failed(source);
        }
        return order.map(found -> to(wayBack.next(found)))
                .orElseGet(() -> ReturnPage.THANKS.answer(HttpStatus.OK));
    }

    private Optional<OrderView> returned(Returned from) {
        OrderView seen = lately.getIfPresent(from);
        if (seen != null) {
            return Optional.of(seen);
        }
        Optional<OrderView> order =
                payments.returned(from.channelCode(), from.flowNo(), from.cashierToken());
        order.ifPresent(found -> lately.put(from, found));
        return order;
    }

    private ResponseEntity<byte[]> turnedAway(InetAddress source, HttpStatus status) {
        strangers.failed(source);
        return ReturnPage.UNREADABLE.answer(status);
    }

    private static ResponseEntity<byte[]> to(URI address) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", address.toASCIIString())
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
