package com.suanpan.payment;

import com.suanpan.store.Column;
import com.suanpan.store.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Table `stray_money`: one row a flow (M8).
@Repository
class StrayMonies {

    private static final String INSERT =
            """
            insert into stray_money (lane, flow_no, pay_order_no, merchant_id, channel_code,
                                     amount, currency, reason, learned_at)
            select :lane, n.flow_no, n.pay_order_no, n.merchant_id, n.channel_code, n.amount,
                   n.currency, n.reason, :now
            from unnest(:flowNos, :payOrderNos, :merchantIds, :channelCodes, :amounts,
                        :currencies, :reasons)
                as n (flow_no, pay_order_no, merchant_id, channel_code, amount, currency, reason)
            """;

    private final JdbcClient jdbc;

    StrayMonies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(int lane, List<Effects.Stray> strays, Instant now) {
        List<FlowFacts> flows = strays.stream().map(s -> s.flow().facts).toList();
        Write.of(jdbc, INSERT)
                .param("lane", lane)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("flowNos", Column.text(flows, FlowFacts::flowNo))
                .param("payOrderNos", Column.text(flows, FlowFacts::payOrderNo))
                .param("merchantIds", Column.text(flows, FlowFacts::merchantId))
                .param("channelCodes", Column.text(flows, FlowFacts::channelCode))
                .param("amounts", Column.number(strays, s -> s.amount().minor()))
                .param("currencies", Column.name(strays, s -> s.amount().currency()))
                .param("reasons", Column.text(strays, Effects.Stray::reason))
                .hits("stray_money", strays.size());
    }
}
