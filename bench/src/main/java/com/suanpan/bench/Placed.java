package com.suanpan.bench;

import tools.jackson.databind.JsonNode;

/// A payment that was asked for and answered.
///
/// @param fen its amount
/// @param tookMs from the call to the answer
record Placed(String orderNo, long fen, JsonNode data, long tookMs) {

    String flowNo() {
        return data.path("flow_no").asString();
    }

    String qrCode() {
        return data.path("qr_code").asString();
    }

    String payUrl() {
        return data.path("pay_url").asString();
    }

    String yuan() {
        return Yuan.of(fen);
    }
}
