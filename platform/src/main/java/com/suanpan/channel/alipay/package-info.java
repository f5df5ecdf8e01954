/// Alipay 支付宝: OpenAPI, gateway version 2 with RSA2 and public keys (opendocs.alipay.com).
@org.jspecify.annotations.NullMarked
package com.suanpan.channel.alipay;
