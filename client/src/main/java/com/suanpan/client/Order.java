package com.suanpan.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/// An order as Suanpan signed it: in the answer to pay, query and close, and in a notice. The fields are
/// those of `docs/api.md`; one that has no value is empty here.
public final class Order {

    private final Map<String, String> fields;
    private final OrderStatus status;
    private final long amountFen;
    private final long paidFen;
    private final long refundedFen;
    private final long feeFen;
    private final Optional<Instant> createdAt;
    private final Optional<Instant> paidAt;
    private final Optional<Instant> expiresAt;

    private Order(Map<String, String> fields) {
        this.fields = Map.copyOf(fields);
        this.status = OrderStatus.valueOf(needed("status"));
        this.amountFen = Yuan.fen(needed("amount"));
        this.paidFen = fen("paid_amount");
        this.refundedFen = fen("refunded_amount");
        this.feeFen = fen("fee");
        this.createdAt = time("created_at");
        this.paidAt = time("paid_at");
        this.expiresAt = time("expires_at");
        needed("merchant_id");
        needed("order_no");
        needed("pay_order_no");
    }

    /// Empty if these fields are no order, or one that this library cannot read.
    static Optional<Order> read(Map<String, String> fields) {
        try {
            return Optional.of(new Order(fields));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    public String merchantId() {
        return needed("merchant_id");
    }

    /// The merchant's number 商户订单号.
    public String orderNo() {
        return needed("order_no");
    }

    /// Suanpan's number 平台订单号.
    public String payOrderNo() {
        return needed("pay_order_no");
    }

    public OrderStatus status() {
        return status;
    }

    /// Whether it was paid; that some or all was refunded later does not change this.
    public boolean isPaid() {
        return status == OrderStatus.SUCCEEDED;
    }

    /// The finer word, for people: `PAID`, `CLOSED`, … A later version may know more of them.
    public String stage() {
        return field("stage").orElse("");
    }

    /// What is to be paid, in fen.
    public long amountFen() {
        return amountFen;
    }

    /// What was paid, in fen; 0 in the answer to pay, which does not tell it.
    public long paidFen() {
        return paidFen;
    }

    /// What was refunded of it, in fen.
    public long refundedFen() {
        return refundedFen;
    }

    /// What the merchant pays for it once it is paid, in fen.
    public long feeFen() {
        return feeFen;
    }

    public String currency() {
        return field("currency").orElse("");
    }

    /// The method that paid, else the one that was asked for last.
    public String payMethod() {
        return field("pay_method").orElse("");
    }

    /// As the merchant gave it.
    public String attach() {
        return field("attach").orElse("");
    }

    /// Where the payer's browser goes; only in the answer to pay.
    public Optional<String> payUrl() {
        return field("pay_url");
    }

    /// A PNG as a `data:` address, for the payer to scan; only in the answer to pay.
    public Optional<String> qrCode() {
        return field("qr_code");
    }

    /// The code's text, the form to post, or what the provider's SDK needs; only in the answer to pay.
    public Optional<String> credential() {
        return field("credential");
    }

    public Optional<Instant> createdAt() {
        return createdAt;
    }

    /// The channel's time.
    public Optional<Instant> paidAt() {
        return paidAt;
    }

    public Optional<Instant> expiresAt() {
        return expiresAt;
    }

    /// Any field by its name in `docs/api.md`, e.g. `flow_no` or `channel_order_no`.
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    private String needed(String name) {
        return field(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    private long fen(String name) {
        return field(name).map(Yuan::fen).orElse(0L);
    }

    private Optional<Instant> time(String name) {
        return field(name).map(text -> OffsetDateTime.parse(text).toInstant());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Order order && fields.equals(order.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /// Without what opens the payment.
    @Override
    public String toString() {
        return "Order[%s, %s, %s, %s, %s]"
                .formatted(orderNo(), payOrderNo(), needed("amount"), status, stage());
    }
}
