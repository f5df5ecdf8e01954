package com.suanpan.sandbox.wechat;

import com.suanpan.sandbox.Account;
import com.suanpan.sandbox.Ground;
import com.suanpan.sandbox.Json;
import com.suanpan.sandbox.Order;
import com.suanpan.sandbox.Refund;
import com.suanpan.sandbox.RefundState;
import com.suanpan.sandbox.Serials;
import com.suanpan.sandbox.Terms;
import com.suanpan.sandbox.Twist;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What WeChat Pay says about a transaction: in answers, callbacks and the certificate list.
final class WechatWords {

    private static final String ALGORITHM = "AEAD_AES_256_GCM";
    private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

    private final Ground ground;

    WechatWords(Ground ground) {
        this.ground = ground;
    }

    /// The transaction object; what only a payment brings is absent before it.
    Map<String, Object> transaction(Account account, Order order, Twist twist) {
        Terms terms = order.terms();
        Map<String, Object> said = new LinkedHashMap<>();
        Map<String, Object> amount = new LinkedHashMap<>();
        amount.put("total", terms.amount());
        amount.put("currency", terms.currency());
        said.put("mchid", terms.account());
        said.put("appid", account.fact("app_id"));
        said.put("out_trade_no", terms.orderNo());
        said.put("attach", Objects.requireNonNullElse(terms.more("attach"), ""));
        said.put("promotion_detail", List.of());
        if (order.isPaid()) {
            amount.put("payer_total", terms.amount());
            amount.put("payer_currency", terms.currency());
            said.put("transaction_id", terms.tradeNo());
            said.put("trade_type", WechatScene.valueOf(terms.scene()).tradeType());
            said.put("bank_type", "OTHERS");
            said.put("success_time", time(order.paidTime()));
            String openid = Objects.requireNonNullElse(terms.more("openid"), OPENID);
            said.put("payer", Map.of("openid", openid));
        } else {
            said.put("payer", Map.of());
        }
        said.put("amount", amount);
        said.put("trade_state", twist.status(state(order)));
        said.put("trade_state_desc", description(order));
        return said;
    }

    private String state(Order order) {
        return switch (order.state()) {
            case UNOPENED, WAITING -> "NOTPAY";
            case PAID -> ground.refunds().done(order) > 0 ? "REFUND" : "SUCCESS";
            case CLOSED -> "CLOSED";
        };
    }

    private static String description(Order order) {
        return switch (order.state()) {
            case UNOPENED, WAITING -> "订单未支付";
            case PAID -> "支付成功";
            case CLOSED -> "订单已关闭";
        };
    }

    /// The envelope of a callback: the same id each time, a new nonce.
    String notice(Account account, Order order, Twist twist) {
        String token = order.terms().token();
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("id", uuid(token));
        envelope.put("create_time", time(order.paidTime()));
        envelope.put("resource_type", "encrypt-resource");
        envelope.put("event_type", twist.event("TRANSACTION.SUCCESS"));
        envelope.put("summary", "支付成功");
        Map<String, String> resource =
                sealed(account, "transaction", Json.write(transaction(account, order, twist)));
        resource.put("original_type", "transaction");
        envelope.put("resource", resource);
        return Json.write(envelope);
    }

    /// The refund object of an answer.
    Map<String, Object> refund(Refund refund, RefundState state, Twist twist) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("refund_id", refund.refundTradeNo());
        said.put("out_refund_no", refund.refundNo());
        said.put("transaction_id", refund.tradeNo());
        said.put("out_trade_no", refund.orderNo());
        said.put("channel", "ORIGINAL");
        said.put("user_received_account", "支付用户零钱");
        said.put("create_time", time(refund.createdAt()));
        if (state == RefundState.DONE) {
            said.put("success_time", time(refund.dueAt()));
        }
        said.put("status", twist.status(status(state)));
        said.put("funds_account", "AVAILABLE");
        Map<String, Object> amount = amounts(refund, twist);
        amount.put("settlement_refund", refund.amount());
        amount.put("settlement_total", refund.total());
        amount.put("discount_refund", 0);
        amount.put("currency", "CNY");
        said.put("amount", amount);
        return said;
    }

    private static Map<String, Object> amounts(Refund refund, Twist twist) {
        Long lie = twist.amount();
        Map<String, Object> amount = new LinkedHashMap<>();
        amount.put("total", refund.total());
        amount.put("refund", lie == null ? refund.amount() : lie);
        amount.put("payer_total", refund.total());
        amount.put("payer_refund", refund.amount());
        return amount;
    }

    private static String status(RefundState state) {
        return switch (state) {
            case PROCESSING -> "PROCESSING";
            case DONE -> "SUCCESS";
            case FAILED -> "CLOSED";
            case STUCK -> "ABNORMAL";
        };
    }

    /// The envelope of a refund's callback.
    String refundNotice(Account account, Refund refund, Twist twist) {
        String status = status(refund.end());
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("mchid", refund.account());
        said.put("out_trade_no", refund.orderNo());
        said.put("transaction_id", refund.tradeNo());
        said.put("out_refund_no", refund.refundNo());
        said.put("refund_id", refund.refundTradeNo());
        said.put("refund_status", twist.status(status));
        if (refund.end() == RefundState.DONE) {
            said.put("success_time", time(refund.dueAt()));
        }
        said.put("user_received_account", "支付用户零钱");
        said.put("amount", amounts(refund, twist));
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("id", uuid(refund.refundTradeNo()));
        envelope.put("create_time", time(refund.dueAt()));
        envelope.put("resource_type", "encrypt-resource");
        envelope.put("event_type", twist.event("REFUND." + status));
        envelope.put("summary", "退款");
        Map<String, String> resource = sealed(account, "refund", Json.write(said));
        resource.put("original_type", "refund");
        envelope.put("resource", resource);
        return Json.write(envelope);
    }

    private static String uuid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    /// The platform certificates; only the merchant's API v3 key opens them.
    Map<String, Object> certificates(Account account, WechatKeys keys) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("serial_no", keys.certificateSerial());
        one.put("effective_time", time(keys.certificateFrom()));
        one.put("expire_time", time(keys.certificateUntil()));
        one.put("encrypt_certificate", sealed(account, "certificate", keys.certificate()));
        return Map.of("data", List.of(one));
    }

    /// AES-256-GCM under the API v3 key; the nonce is 12 bytes of ASCII.
    private Map<String, String> sealed(Account account, String associated, String plain) {
        String nonce = ground.serials().hex(6);
        Map<String, String> sealed = new LinkedHashMap<>();
        sealed.put("algorithm", ALGORITHM);
        sealed.put("nonce", nonce);
        sealed.put("associated_data", associated);
        try {
            byte[] key = account.fact("api_v3_key").getBytes(StandardCharsets.US_ASCII);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, nonce.getBytes(StandardCharsets.US_ASCII)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            byte[] secret = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            sealed.put("ciphertext", Base64.getEncoder().encodeToString(secret));
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String time(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atZone(Serials.CHINA));
    }
}
