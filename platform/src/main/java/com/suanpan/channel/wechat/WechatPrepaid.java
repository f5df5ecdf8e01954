package com.suanpan.channel.wechat;

import org.jspecify.annotations.Nullable;

/// The answer to a started payment; each scene fills one field.
record WechatPrepaid(@Nullable String prepayId, @Nullable String codeUrl, @Nullable String h5Url) {}
