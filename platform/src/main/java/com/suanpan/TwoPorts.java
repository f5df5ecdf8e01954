package com.suanpan;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.filter.OncePerRequestFilter;

/// Two ports, so that only one need face the internet: callbacks and returns are served on the second
/// and nothing else is; everything else on the first. The second one's number is
/// `local.callback.port` once it listens.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TwoPorts {

    private static final Logger LOG = LoggerFactory.getLogger(Suanpan.class);

    private final Connector callbacks = new Connector();

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> secondPort(
            @Value("${suanpan.callback.port}") int port,
            @Value("${server.tomcat.connection-timeout}") Duration silence,
            @Value("${server.tomcat.keep-alive-timeout}") Duration idle,
            @Value("${server.tomcat.max-keep-alive-requests}") int requests,
            @Value("${suanpan.callback.connections}") int connections,
            @Value("${server.tomcat.accept-count}") int waiting,
            ServerProperties server) {
        callbacks.setPort(port);
        callbacks.setXpoweredBy(false);
        if (callbacks.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocol.setConnectionTimeout((int) silence.toMillis());
            protocol.setKeepAliveTimeout((int) idle.toMillis());
            protocol.setMaxKeepAliveRequests(requests);
            protocol.setMaxConnections(connections);
            protocol.setAcceptCount(waiting);
            protocol.setExecutor(new VirtualThreadExecutor("callback-"));
            if (server.getAddress() != null) {
                protocol.setAddress(server.getAddress());
            }
        }
        return factory -> factory.addAdditionalConnectors(callbacks);
    }

    @EventListener
    void listens(ServletWebServerInitializedEvent event) {
        event.getApplicationContext()
                .getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "callback.port",
                                Map.of("local.callback.port", callbacks.getLocalPort())));
    }

    /// The last line of a start, told when callers are served.
    @EventListener
    void ready(ApplicationReadyEvent event) {
        Environment settings = event.getApplicationContext().getEnvironment();
        LOG.info(
                "ready in {} s: API and console on port {}, callbacks and returns on port {}, data in {}",
                event.getTimeTaken().toSeconds(),
                settings.getProperty("local.server.port"),
                settings.getProperty("local.callback.port"),
                settings.getProperty("suanpan.data"));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OncePerRequestFilter rightPort() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(
                    HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                boolean second = request.getLocalPort() == callbacks.getLocalPort();
                String path = request.getRequestURI();
                if (isPlain(request, path) && second == isForSecond(path)) {
                    chain.doFilter(new SmallBody(request), response);
                } else {
                    response.sendError(HttpServletResponse.SC_NOT_FOUND);
                }
            }
        };
    }

    private static boolean isForSecond(String path) {
        return path.startsWith("/callback/") || path.startsWith("/return/");
    }

    /// Whether the path means what it says. `/callback/../api` would be one thing to us and another to
    /// those who come after; no path of ours needs an escape, a dot segment or a parameter.
    private static boolean isPlain(HttpServletRequest request, String path) {
        String rest = request.getPathInfo();
        return path.equals(request.getServletPath() + (rest == null ? "" : rest));
    }
}
