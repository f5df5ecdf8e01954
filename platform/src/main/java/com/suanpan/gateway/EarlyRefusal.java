package com.suanpan.gateway;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Turns merchants' calls away while there is no place for them (提前拒绝): unread, unsigned, before
/// anything else is spent on them, for at ten times the load refusing must be nearly free. It only
/// looks; the place itself is taken once the body is there.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class EarlyRefusal implements Filter {

    private final Gateway gateway;

    EarlyRefusal(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest call
                && response instanceof HttpServletResponse answer
                && call.getRequestURI().startsWith(ApiErrors.API)
                && gateway.isFull(call.getRequestURI())) {
            ApiErrors.write(gateway.busy(), answer);
        } else {
            chain.doFilter(request, response);
        }
    }
}
