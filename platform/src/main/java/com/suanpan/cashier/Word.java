package com.suanpan.cashier;

/// The words of the payer's page, in Chinese and in English.
enum Word {
    CASHIER("收银台", "Checkout"),
    MERCHANT("收款方", "Pay to"),
    SUBJECT("商品", "For"),
    ORDER_NO("订单号", "Order"),
    AMOUNT("金额", "Amount"),
    PAY_BEFORE("请在此之前完成", "Pay before"),
    CHOOSE("选择支付方式", "Choose how to pay"),
    CHOOSE_AGAIN("没有完成付款？重新选择支付方式", "Not paid yet? Choose how to pay again"),
    OTHER_WAYS("换一种方式支付", "Pay another way"),
    NO_CHOICE("暂时没有可用的支付方式，请稍后再试。", "No way to pay is available now. Please try again later."),
    CODE_OF("扫一扫付款", "Scan to pay"),
    CODE_HOW("请用手机扫描二维码完成支付", "Scan this code with your phone to pay"),
    REFRESH("已支付？刷新", "Already paid? Refresh"),
    BACK("返回商户", "Back to the merchant"),
    WAITING("待支付", "Waiting for payment"),
    CONFIRMING("支付确认中", "Confirming your payment"),
    CONFIRMING_HOW("正在向支付渠道确认结果，请勿重复付款。", "We are asking the provider. Please do not pay twice."),
    ENDING("订单正在关闭", "This order is being closed"),
    ENDING_HOW(
            "请不要再付款；若已付款，结果稍后显示。",
            "Please do not pay any more. If you have paid, it will show soon."),
    PAID("支付成功", "Paid"),
    PAID_HOW("款项已收到，您可以关闭此页面。", "Your payment has arrived. You may close this page."),
    REFUNDED("已退款", "Refunded"),
    REFUNDED_HOW("款项将原路退回。", "The money goes back the way it came."),
    CLOSED("订单已关闭", "Order closed"),
    CLOSED_HOW("此订单不能再付款。", "This order can no longer be paid."),
    EXPIRED("订单已过期", "Order expired"),
    EXPIRED_HOW("请回到商户页面重新下单。", "Please place the order again at the merchant."),
    UNKNOWN("没有找到这个订单", "No such order"),
    UNKNOWN_HOW(
            "链接可能不完整，请从商户页面重新打开。",
            "The link may be cut. Please open it again from the merchant's page."),
    TOO_OFTEN("请求过于频繁", "Too many requests"),
    TOO_OFTEN_HOW("请稍后再打开此页面。", "Please open this page again in a moment."),
    BROKEN("页面暂时无法显示", "This page cannot be shown now"),
    BROKEN_HOW("请稍后刷新；请勿重复付款。", "Please refresh in a moment, and do not pay twice."),
    NOT_OPENED(
            "支付没有打开，请再试一次或换一种方式。",
            "The payment did not open. Please try again or pay another way."),
    SAFE("请核对收款方与金额后再付款", "Check the payee and the amount before you pay"),
    BY("由算盘提供支付服务", "Payments by Suanpan"),
    OTHER_LANGUAGE("English", "中文");

    private final String zh;
    private final String en;

    Word(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    String in(Language language) {
        return language.of(zh, en);
    }
}
