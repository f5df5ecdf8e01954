/// Alipay (支付宝): its v2 gateway, notifies and signed returns.
@NullMarked
package com.suanpan.sandbox.alipay;

import org.jspecify.annotations.NullMarked;
