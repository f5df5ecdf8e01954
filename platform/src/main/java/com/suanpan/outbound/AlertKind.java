package com.suanpan.outbound;

import java.util.Optional;
import java.util.stream.Stream;

/// The kinds of alerts (告警种类), and what to do about each; `docs/operations.md` is made from them.
public enum AlertKind {
    BOOKS_DISAGREE(
            "the audit found books that disagree",
            "稽核发现账不平",
            "run ./suanpan audit, pay out nothing of the subject, and ask for help before changing rows",
            "运行 ./suanpan audit,暂停相关付款,不要直接改表"),
    STRAY_MONEY(
            "money came that belongs to no order",
            "异常到账",
            "it stands in table stray_money and in suspense: refund it to the payer",
            "已记入 stray_money 与挂账,请退还付款人"),
    CALLBACK_AMOUNT(
            "a genuine callback tells another amount",
            "回调金额与订单不符",
            "the channel is asked, and its answer decides; look at the order, then ask the channel why",
            "系统已向通道查单,以查单结果为准;请核对订单并询问通道"),
    PAID_NOTHING(
            "a channel says paid, with an amount of 0",
            "通道报告支付成功但金额为零",
            "look at the flow with the channel; the order stays open",
            "请与通道核对该流水,订单保持处理中"),
    PAID_DIFFERENTLY(
            "a channel told of one payment in two ways",
            "通道对同一流水给出两种支付结果",
            "compare both numbers with the channel's own records",
            "请用两个单号与通道后台核对"),
    REFUND_CONTRADICTS(
            "a channel tells of a refund or its payment otherwise than our books",
            "退款结果与账务不一致",
            "nothing is booked on it; compare both numbers with the channel's own records",
            "未据此记账;请用两个单号与通道后台核对"),
    REFUND_WAITS_FOR_FUNDS(
            "a channel is short of our money for a refund",
            "通道余额不足,退款等待",
            "top up the account at the channel; the same number is sent again every 10 minutes",
            "请在通道侧充值;系统每 10 分钟用原单号重发"),
    REFUND_STUCK(
            "money of a refund left and did not arrive",
            "退款异常,资金未到达付款人",
            "see to it at the channel; the refund is asked about every hour",
            "请在通道侧处理;系统每小时查询一次"),
    OVERDUE(
            "nobody can say what became of an attempt",
            "流水长期无结果",
            "ask the channel's people about the number and book what they say",
            "请人工向通道核实该单号并登记结果"),
    CHANNEL_ANSWER(
            "a channel answers what its protocol does not define",
            "通道返回协议之外的内容",
            "read channel_message of the flow; check the account's keys and the channel's notices",
            "请查看 channel_message,核对通道账户密钥与通道公告"),
    FACT_NOT_STORED(
            "what a channel said could not be stored",
            "通道结果未能入库",
            "it is asked again by itself; look at the log for the cause, and at the disk of the database",
            "系统会自动重查;请查日志与数据库磁盘"),
    CALLBACK_NOT_STORED(
            "a genuine callback could not be stored",
            "回调未能入库",
            "the provider repeats it; look at the database",
            "通道会重发;请检查数据库"),
    CALLBACK_UNREAD(
            "a callback could not be read",
            "回调无法解析",
            "check the keys of the channel account: ./suanpan channel test",
            "请检查通道账户密钥:./suanpan channel test"),
    CALLBACK_ODD(
            "a callback says what its protocol does not define",
            "回调内容超出协议",
            "the channel is asked about the flow; look at the channel's notices",
            "系统会查单;请查看通道公告"),
    CALLBACK_REFUSED(
            "callbacks were refused",
            "回调被拒绝",
            "read callback_refused: a forger, or keys that changed at the provider",
            "请查看 callback_refused:可能是伪造,或通道更换了密钥"),
    CHANNEL_MESSAGES_DROPPED(
            "records of channel calls were not kept",
            "通道报文记录丢失",
            "payments are not harmed; the database is too slow or full",
            "不影响支付;请检查数据库是否过慢或磁盘已满"),
    NOTICE_EXHAUSTED(
            "a merchant confirmed no notice for 24 hours",
            "商户 24 小时未确认通知",
            "call the merchant; then ./suanpan notice resend",
            "请联系商户,之后执行 ./suanpan notice resend");

    private final String title;
    private final String titleZh;
    private final String advice;
    private final String adviceZh;

    AlertKind(String title, String titleZh, String advice, String adviceZh) {
        this.title = title;
        this.titleZh = titleZh;
        this.advice = advice;
        this.adviceZh = adviceZh;
    }

    static Optional<AlertKind> named(String kind) {
        return Stream.of(values()).filter(known -> known.name().equals(kind)).findFirst();
    }

    public String title() {
        return title;
    }

    public String titleZh() {
        return titleZh;
    }

    /// What to do.
    public String advice() {
        return advice;
    }

    public String adviceZh() {
        return adviceZh;
    }
}
