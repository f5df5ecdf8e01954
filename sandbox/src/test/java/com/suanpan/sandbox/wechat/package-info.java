@NullMarked
package com.suanpan.sandbox.wechat;

import org.jspecify.annotations.NullMarked;
