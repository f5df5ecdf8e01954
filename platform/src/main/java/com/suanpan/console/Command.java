package com.suanpan.console;

import java.io.PrintStream;
import java.util.List;

/// One command of `./suanpan` (命令), a bean. It runs in a context without web server and recurring
/// jobs, beside a running server or alone.
interface Command {

    /// The first word that calls it: `merchant`.
    String name();

    /// One line for each form, after the name: `add NAME [--id ID] …`.
    List<String> forms();

    /// Writes its answer and nothing else to `out`; the result is the exit code, `Commands.DONE` if all
    /// is well. Throws `WrongUsage` for what was typed wrongly and a `Refusal` or
    /// `IllegalArgumentException` for what is refused.
    int run(Words words, PrintStream out);
}
