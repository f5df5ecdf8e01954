package com.suanpan.gateway;

import com.suanpan.merchant.AddressBlock;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Where a call came from. `X-Forwarded-For` is believed from our own proxies only
/// (`suanpan.trusted-proxies`), read from its end: the first address that is not one of them.
@Component
public final class CallerAddress {

    private final List<AddressBlock> trustedProxies;

    CallerAddress(@Value("${suanpan.trusted-proxies:}") List<String> trustedProxies) {
        this.trustedProxies = trustedProxies.stream().map(AddressBlock::parse).toList();
    }

    public InetAddress of(HttpServletRequest request) {
        InetAddress caller = AddressBlock.address(request.getRemoteAddr());
        if (!isOurProxy(caller)) {
            return caller;
        }
        for (String header : Collections.list(request.getHeaders("X-Forwarded-For")).reversed()) {
            for (String hop : List.of(header.split(",", -1)).reversed()) {
                try {
                    caller = AddressBlock.address(hop.strip());
                } catch (IllegalArgumentException e) {
                    return caller; // what a stranger wrote before it is worth nothing either
                }
                if (!isOurProxy(caller)) {
                    return caller;
                }
            }
        }
        return caller;
    }

    private boolean isOurProxy(InetAddress address) {
        return trustedProxies.stream().anyMatch(block -> block.contains(address));
    }
}
