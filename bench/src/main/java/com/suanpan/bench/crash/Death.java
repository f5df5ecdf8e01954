package com.suanpan.bench.crash;

/// Who is killed.
enum Death {
    SERVER("the server"),
    SERVER_AND_POSTGRESQL("the server and its PostgreSQL"),
    /// The server notices and ends by itself.
    POSTGRESQL_FIRST("PostgreSQL, and the server ended by itself");

    private final String said;

    Death(String said) {
        this.said = said;
    }

    /// Every second time its PostgreSQL too, and of these every second time that alone.
    static Death ofKill(int number) {
        if (number % 2 == 1) {
            return SERVER;
        }
        return number % 4 == 0 ? POSTGRESQL_FIRST : SERVER_AND_POSTGRESQL;
    }

    String said() {
        return said;
    }
}
