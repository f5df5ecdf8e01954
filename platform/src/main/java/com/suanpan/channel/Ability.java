package com.suanpan.channel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// What a channel can do beyond the contract (通道能力); read from its type, never declared by hand.
public enum Ability {
    CLOSE(Closes.class, "关闭", "close"),
    REFUND(Refunds.class, "退款", "refund"),
    READ_RETURN(ReadsReturns.class, "同步返回", "read the return"),
    IDENTIFY_PAYER(IdentifiesPayers.class, "识别付款人", "identify the payer");

    private final Class<?> type;
    private final String titleZh;
    private final String title;

    Ability(Class<?> type, String titleZh, String title) {
        this.type = type;
        this.titleZh = titleZh;
        this.title = title;
    }

    public static Set<Ability> of(PaymentHandler handler) {
        Set<Ability> abilities = EnumSet.noneOf(Ability.class);
        Arrays.stream(values()).filter(a -> a.type.isInstance(handler)).forEach(abilities::add);
        return abilities;
    }

    public String titleZh() {
        return titleZh;
    }

    public String title() {
        return title;
    }
}
