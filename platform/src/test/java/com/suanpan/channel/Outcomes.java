package com.suanpan.channel;

import java.util.Locale;

/// Results in a word or two, for tables in tests.
public final class Outcomes {

    private Outcomes() {}

    public static String of(StartResult result) {
        return switch (result) {
            case StartResult.Started _ -> "started";
            case StartResult.Refused(_, _, boolean technical) ->
                    technical ? "refused technical" : "refused";
            case StartResult.NotSent _ -> "not sent";
            case StartResult.MustAsk _ -> "must ask";
            case StartResult.Unknown(var why, _) -> unknown(why);
        };
    }

    public static String of(QueryResult result) {
        return switch (result) {
            case QueryResult.Paid _ -> "paid";
            case QueryResult.Waiting _ -> "waiting";
            case QueryResult.Closed _ -> "closed";
            case QueryResult.NoSuchOrder _ -> "no such order";
            case QueryResult.Unknown(var why, _) -> unknown(why);
        };
    }

    public static String of(CloseResult result) {
        return switch (result) {
            case CloseResult.Closed _ -> "closed";
            case CloseResult.MustAsk _ -> "must ask";
            case CloseResult.NoSuchOrder _ -> "no such order";
            case CloseResult.Unknown(var why, _) -> unknown(why);
        };
    }

    public static String of(RefundResult result) {
        return switch (result) {
            case RefundResult.Done _ -> "done";
            case RefundResult.Accepted _ -> "accepted";
            case RefundResult.Refused _ -> "refused";
            case RefundResult.ShortOfFunds _ -> "short of funds";
            case RefundResult.Stuck _ -> "stuck";
            case RefundResult.NoSuchRefund _ -> "no such refund";
            case RefundResult.NotSent _ -> "not sent";
            case RefundResult.Unknown(var why, _) -> unknown(why);
        };
    }

    public static String of(CallbackResult result) {
        return switch (result) {
            case CallbackResult.Told(_, var state) -> of(state);
            case CallbackResult.RefundTold(_, var state) -> "refund " + of(state);
            case CallbackResult.Irrelevant _ -> "irrelevant";
            case CallbackResult.Refused(var reason, _) ->
                    "refused " + reason.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String unknown(UnknownWhy why) {
        return "unknown " + why.name().toLowerCase(Locale.ROOT);
    }
}
