package com.suanpan.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// A data source that knows how many connections each thread holds, so that a call to the outside can
/// refuse to be made while one is held (M3).
public final class HeldConnections extends DelegatingDataSource {

    private static final ThreadLocal<int[]> HELD = ThreadLocal.withInitial(() -> new int[1]);

    public HeldConnections(DataSource pool) {
        super(pool);
    }

    /// Refuses if this thread holds a database connection; `purpose` says what it was about to do.
    public static void requireNone(String purpose) {
        if (HELD.get()[0] > 0) {
            throw new IllegalStateException(
                    "M3: " + purpose + " while a database connection is held");
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return counted(super.getConnection());
    }

    private static Connection counted(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        HeldConnections.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new Counted(connection, HELD.get()));
    }

    /// One taken connection; a handful of calls a batch pass here, none a row.
    private static final class Counted implements InvocationHandler {

        private final Connection connection;
        private final int[] held;
        private boolean released;

        Counted(Connection connection, int[] held) {
            this.connection = connection;
            this.held = held;
            held[0]++;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
                throws Throwable {
            if (method.getName().equals("close") && !released) {
                released = true;
                held[0]--;
            }
            try {
                return method.invoke(connection, args);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }
}
