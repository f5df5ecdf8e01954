package com.suanpan.channel;

import java.util.List;

/// Was the channel account added?
public sealed interface AddResult {

    record Added(ChannelAccount account) implements AddResult {}

    /// Nothing was written; each sentence names a field or setting, never its value.
    record Refused(List<String> reasons) implements AddResult {

        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
