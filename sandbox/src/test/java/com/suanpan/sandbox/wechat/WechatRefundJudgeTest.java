package com.suanpan.sandbox.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.suanpan.sandbox.Browser;
import com.suanpan.sandbox.Sandbox;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import com.wechat.pay.java.service.refund.model.Status;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// WeChat Pay's own library asks for refunds and checks what it is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WechatRefundJudgeTest {

    private Sandbox sandbox;
    private Browser browser;
    private WechatMerchant merchant;
    private NativePayService payments;
    private RefundService refunds;

    @BeforeAll
    void a_merchant_with_the_official_library(@TempDir Path dir) throws Exception {
        sandbox = Sandbox.start(0, dir, 1);
        browser = new Browser(sandbox.uri());
        merchant = new WechatMerchant(sandbox.uri(), browser.account("WECHAT"));
        Config config = merchant.config();
        HttpClient http = merchant.client(config);
        payments = new NativePayService.Builder().config(config).httpClient(http).build();
        refunds = new RefundService.Builder().config(config).httpClient(http).build();
    }

    @AfterEach
    void no_knobs() {
        browser.delete("/control/knobs");
    }

    @AfterAll
    void closed() throws Exception {
        sandbox.close();
    }

    @Test
    void a_refund_is_taken_done_and_told_of() {
        paid("R00001", 100);
        Refund taken = refunds.create(asking("R00001", "R00001-1", 30, 100));
        assertThat(taken.getStatus()).isEqualTo(Status.PROCESSING);

        Refund done = query("R00001-1");
        assertThat(done.getStatus()).isEqualTo(Status.SUCCESS);
        assertThat(done.getRefundId()).isEqualTo(taken.getRefundId());
        assertThat(done.getAmount().getRefund()).isEqualTo(30);
        RefundNotification told =
                WechatMerchant.parsed(
                        browser.notices("R00001-1", 1).get(0),
                        merchant.publicKeys(),
                        RefundNotification.class);
        assertThat(told.getOutRefundNo()).isEqualTo("R00001-1");
        assertThat(told.getRefundStatus()).isEqualTo(Status.SUCCESS);
        assertThat(told.getAmount().getRefund()).isEqualTo(30);
    }

    @Test
    void a_refund_that_is_closed_or_abnormal_is_told_as_such() {
        paid("E00001", 100);
        browser.knob(Map.of("knob", "REFUND_ENDS", "value", "FAILED", "count", 1));
        refunds.create(asking("E00001", "E00001-1", 100, 100));
        assertThat(query("E00001-1").getStatus()).isEqualTo(Status.CLOSED);
        browser.knob(Map.of("knob", "REFUND_ENDS", "value", "STUCK", "count", 1));
        refunds.create(asking("E00001", "E00001-2", 100, 100));
        assertThat(query("E00001-2").getStatus()).isEqualTo(Status.ABNORMAL);
    }

    @Test
    void what_cannot_be_refunded_is_refused_in_wechats_words() {
        paid("X00001", 100);
        refused("INVALID_REQUEST", asking("X00001", "X00001-1", 101, 100));
        refused("INVALID_REQUEST", asking("X00001", "X00001-1", 10, 99));
        refused("RESOURCE_NOT_EXISTS", asking("X00002", "X00002-1", 10, 100));
        refunds.create(asking("X00001", "X00001-2", 10, 100));
        refused("INVALID_REQUEST", asking("X00001", "X00001-2", 11, 100));
        browser.knob(Map.of("knob", "SHORT_OF_FUNDS", "count", 1));
        refused("NOT_ENOUGH", asking("X00001", "X00001-3", 10, 100));
        assertThatThrownBy(() -> query("X00001-3"))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("RESOURCE_NOT_EXISTS"));
    }

    private void refused(String code, CreateRequest request) {
        assertThatThrownBy(() -> refunds.create(request))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }

    private void paid(String number, int fen) {
        payments.prepay(merchant.prepay(number, fen));
        browser.call("/payer/pay", Map.of("order", number));
    }

    private Refund query(String number) {
        QueryByOutRefundNoRequest request = new QueryByOutRefundNoRequest();
        request.setOutRefundNo(number);
        return refunds.queryByOutRefundNo(request);
    }

    private CreateRequest asking(String order, String number, long fen, long total) {
        CreateRequest request = new CreateRequest();
        request.setOutTradeNo(order);
        request.setOutRefundNo(number);
        request.setReason("不想要了");
        request.setNotifyUrl(sandbox.uri() + "/merchant/notify/" + number);
        AmountReq amount = new AmountReq();
        amount.setRefund(fen);
        amount.setTotal(total);
        amount.setCurrency("CNY");
        request.setAmount(amount);
        return request;
    }
}
