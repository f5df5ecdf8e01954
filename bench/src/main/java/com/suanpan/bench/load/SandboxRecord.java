package com.suanpan.bench.load;

import java.util.HashMap;
import java.util.Map;

/// What the provider believes of one order, under the number that it saw: the third of the three that
/// must agree. Amounts in fen, times in nanoseconds.
///
/// @param pays how many calls to pay came
/// @param drawn how long the sandbox held the call back on purpose
/// @param sent when the first callback left, since 1970; 0 if none did
/// @param callback how long the platform took to answer it, and with which `status`
public record SandboxRecord(
        String flowNo,
        String state,
        long amount,
        long paid,
        int pays,
        long drawn,
        long sent,
        long callback,
        int status) {

    /// Reads `GET /control/record` of the sandbox, by `flowNo`.
    public static Map<String, SandboxRecord> read(String text) {
        Map<String, SandboxRecord> all = new HashMap<>();
        text.lines().map(SandboxRecord::of).forEach(one -> all.put(one.flowNo(), one));
        return all;
    }

    private static SandboxRecord of(String line) {
        String[] word = line.split(" ");
        return new SandboxRecord(
                word[0],
                word[1],
                Long.parseLong(word[2]),
                Long.parseLong(word[3]),
                Integer.parseInt(word[4]),
                Long.parseLong(word[5]) * 1000,
                Long.parseLong(word[6]) * 1000,
                Long.parseLong(word[7]) * 1000,
                Integer.parseInt(word[8]));
    }
}
