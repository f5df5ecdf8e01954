package com.suanpan.payment;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a payment is to start.
sealed interface Target {

    /// On our payer's page: the payer chooses there, no attempt starts yet.
    record Page() implements Target {}

    /// At a channel, by this method.
    ///
    /// @param candidates channel accounts in the order to try; empty only with a refusal
    /// @param none why there is no candidate
    /// @param startMayRepeat the channel gives the credential again under the same number (M6)
    record Channel(
            String payMethod,
            List<Candidate> candidates,
            @Nullable Refusal none,
            boolean startMayRepeat)
            implements Target {

        public Channel {
            candidates = List.copyOf(candidates);
        }

        /// The same at this account alone.
        Channel at(String channelCode) {
            List<Candidate> one =
                    candidates.stream().filter(c -> c.channelCode().equals(channelCode)).toList();
            Refusal missing = one.isEmpty() ? new Refusal(Problem.NO_CHANNEL) : null;
            return new Channel(payMethod, one, none == null ? missing : none, startMayRepeat);
        }
    }

    /// One channel account; `shortestLife` as its ask plan says.
    record Candidate(String provider, String channelCode, Duration shortestLife) {}
}
