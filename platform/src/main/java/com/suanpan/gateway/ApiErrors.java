package com.suanpan.gateway;

import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Answers, in the API's own envelope, what never became a call: a path that is none, a method other than
/// POST, a failure before or after the gateway.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors implements HandlerExceptionResolver {

    static final String API = "/api/";

    private final Gateway gateway;

    ApiErrors(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception failure) {
        if (!request.getRequestURI().startsWith(API) || response.isCommitted()) {
            return null;
        }
        write(
                switch (failure) {
                    case NoResourceFoundException _ ->
                            gateway.noCall(new Refusal(Problem.PATH_UNKNOWN));
                    case HttpRequestMethodNotSupportedException _ ->
                            gateway.noCall(new Refusal(Problem.HTTP_METHOD_REFUSED));
                    case Exception bug -> gateway.broken(bug);
                },
                response);
        return new ModelAndView();
    }

    static void write(ResponseEntity<byte[]> answer, HttpServletResponse response) {
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders()
                .forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
        byte[] body = answer.getBody();
        try {
            if (body != null) {
                response.getOutputStream().write(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
