package com.suanpan.cashier;

/// The words of the payer's page, in Chinese and in English.
enum Word {
    CASHIER("收银台", "Checkout"),
    SKIP("跳到付款", "Skip to payment"),
    MERCHANT("收款方", "Pay to"),
    ORDER_NO("订单号", "Order"),
    AMOUNT("应付金额", "Amount due"),
    AMOUNT_OF("订单金额", "Order amount"),
    PAY_BEFORE("支付截止", "Pay before"),
    LEFT("剩余时间", "Time left"),
    LAST_MINUTE("距离支付截止不到一分钟", "Less than one minute left to pay"),
    CHOOSE("选择支付方式", "Choose how to pay"),
    CHOOSE_AGAIN("没有完成付款？重新选择", "Not paid yet? Choose again"),
    OTHER_WAYS("其他支付方式", "Other ways to pay"),
    HAND_OVER("在手机上付款", "Pay on your phone"),
    HAND_OVER_HOW("用手机扫码打开本页，继续付款", "Scan to open this page on your phone and pay there"),
    HAND_OVER_CODE("本页地址的二维码", "QR code of this page's address"),
    NO_CHOICE("暂时没有可用的支付方式", "No way to pay right now"),
    NO_CHOICE_HOW(
            "请稍后再试，或返回商户更换付款方式。", "Please try again later, or choose another way at the merchant."),
    NO_CHOICE_HERE("这里无法付款", "You cannot pay in this app"),
    NO_CHOICE_HERE_HOW(
            "请复制链接，在手机浏览器中打开后付款。", "Copy this page's address and open it in your phone's browser."),
    NO_CHOICE_AT_DESK("请在手机上付款", "Please pay on your phone"),
    HOW_IN_APP("立即支付", "Pay here"),
    HOW_PHONE_PAGE("打开应用付款", "Opens the app"),
    HOW_SCAN("手机扫码付款", "Scan with your phone"),
    HOW_SCAN_ELSEWHERE("用另一台手机扫码", "Scan with another phone"),
    HOW_DESKTOP_PAGE("在这台电脑上登录付款", "Log in on this computer"),
    HOW_WEB_PAGE("打开网页付款", "Opens a web page"),
    CODE_OF("请用%s扫码付款", "Scan with %s"),
    CODE_IMAGE("付款二维码", "QR code for payment"),
    CODE_HOW("付款完成后，本页会自动更新", "This page updates by itself once you have paid"),
    PAY("支付", "Pay"),
    PAY_IN_APP("确认金额后付款", "Check the amount, then pay"),
    PAY_IN_APP_DONE("正在确认付款结果…", "Confirming your payment…"),
    PAY_IN_APP_CANCELLED("已取消付款，可以再次支付。", "Cancelled. You can pay again."),
    PAY_IN_APP_FAILED(
            "付款没有打开，请再试一次或换一种方式。", "The payment did not open. Try again or pay another way."),
    REFRESH("已付款？刷新", "Already paid? Refresh"),
    BACK("返回商户", "Back to the merchant"),
    BACK_SOON("即将自动返回商户", "You will be taken back to the merchant"),
    WAITING("待支付", "Waiting for payment"),
    CONFIRMING("正在确认付款", "Confirming your payment"),
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
    NOT_TOLD(
            "没有得到您的授权，请再试一次或换一种方式。",
            "We could not tell who is paying. Please try again or pay another way."),
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
