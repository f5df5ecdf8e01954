/// WeChat Pay 微信支付: API v3, with the platform's public key and with its certificates
/// (pay.weixin.qq.com/doc/v3/merchant).
@org.jspecify.annotations.NullMarked
package com.suanpan.channel.wechat;
