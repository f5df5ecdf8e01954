package com.suanpan.console;

import java.util.List;

/// One command of `./suanpan` (命令), a bean. It runs in a context without web server and recurring
/// jobs, beside a running server or alone; it writes its answer to standard output.
public interface Command {

    /// The first word that calls it: `merchant`.
    String name();

    /// One line for each form: `merchant add NAME  …`.
    String usage();

    /// Runs with the words after the name; the result is the exit code, 0 if all is well.
    int run(List<String> arguments);
}
