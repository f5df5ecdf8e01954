@NullMarked
package com.suanpan.sandbox.alipay;

import org.jspecify.annotations.NullMarked;
