package com.suanpan.refund;

import com.suanpan.gateway.CallAddresses;
import com.suanpan.gateway.Gateway;
import com.suanpan.gateway.SignedCall;
import com.suanpan.money.Currency;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.SequencedMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The merchant's calls under `/api/v1/refund/`.
@RestController
class RefundController {

    private final Gateway gateway;
    private final RefundDesk desk;
    private final CallAddresses addresses;

    RefundController(Gateway gateway, RefundDesk desk, CallAddresses addresses) {
        this.gateway = gateway;
        this.desk = desk;
        this.addresses = addresses;
    }

    @PostMapping("/api/v1/refund/create")
    ResponseEntity<byte[]> create(HttpServletRequest request) {
        return gateway.call(request, RefundForms.CREATE, this::create);
    }

    @PostMapping("/api/v1/refund/query")
    ResponseEntity<byte[]> query(HttpServletRequest request) {
        return gateway.call(request, RefundForms.QUERY, this::find);
    }

    private SequencedMap<String, String> create(SignedCall call) {
        String orderNo = call.textOrNull("order_no");
        String payOrderNo = call.textOrNull("pay_order_no");
        if (orderNo == null && payOrderNo == null) {
            throw Refusal.param("order_no", "order_no or pay_order_no is needed");
        }
        String type = call.textOrNull("refund_type");
        RefundCommand command =
                new RefundCommand(
                        call.merchant(),
                        call.text("refund_no"),
                        call.amount("amount", Currency.CNY),
                        type == null ? null : RefundType.valueOf(type),
                        call.textOrNull("reason"),
                        addresses.notice(call),
                        call.fingerprint().order(),
                        call.nonce());
        return desk.request(command, orderNo, payOrderNo).data();
    }

    private SequencedMap<String, String> find(SignedCall call) {
        return desk.find(call.merchant().merchantId(), call.text("refund_no"))
                .map(RefundView::data)
                .orElseThrow(() -> new Refusal(Problem.REFUND_NOT_FOUND));
    }
}
