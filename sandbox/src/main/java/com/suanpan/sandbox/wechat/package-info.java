/// WeChat Pay (微信支付) API v3: basic payments, their callbacks, and the platform certificate.
@NullMarked
package com.suanpan.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
