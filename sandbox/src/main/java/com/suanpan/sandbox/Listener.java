package com.suanpan.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.core.StandardService;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.modeler.Registry;

/// Tomcat with nothing in it: connectors on the loopback, virtual threads, and one door. It is Tomcat
/// because it sends header names in the case in which they were written.
final class Listener implements AutoCloseable {

    /// Held, because loggers are weakly referenced and would forget their level.
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    static {
        TOMCAT.setLevel(Level.WARNING);
        Registry.disableRegistry(); // nobody reads its MBeans, and they take time to make
    }

    private final StandardServer server = new StandardServer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Connector> connectors = new ArrayList<>();

    Listener(List<Integer> ports, Door door) throws IOException {
        StandardEngine engine = new StandardEngine();
        engine.setName("sandbox");
        engine.setDefaultHost("localhost");
        StandardHost host = new StandardHost();
        host.setName("localhost");
        engine.addChild(host);
        engine.getPipeline().addValve(door);
        StandardService service = new StandardService();
        service.setName("sandbox");
        service.setContainer(engine);
        for (int port : ports) {
            Connector connector = connector(port);
            connectors.add(connector);
            service.addConnector(connector);
        }
        server.setPort(-1);
        server.addService(service);
        try {
            server.start();
        } catch (LifecycleException e) {
            throw new IOException("cannot listen on " + ports, e);
        }
    }

    private Connector connector(int port) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("keepAliveTimeout", "75000");
        connector.setThrowOnFailure(true);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(threads);
        }
        return connector;
    }

    int port() {
        return connectors.getFirst().getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
            server.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
