package com.suanpan.console;

import com.suanpan.problem.Refusal;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The commands (命令) of `./suanpan`: runs one, tells errors on `err` with the argument they are about,
/// and leaves a line in the log of who ran what.
@Component
public final class Commands {

    public static final int DONE = 0;
    public static final int REFUSED = 1;
    public static final int WRONG_USAGE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final List<Command> commands;

    Commands(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    /// Runs the command of that name; the result is the exit code.
    public int run(String name, List<String> typed, PrintStream out, PrintStream err) {
        Optional<Command> command =
                commands.stream().filter(c -> c.name().equals(name)).findFirst();
        int code;
        if (command.isPresent()) {
            code = run(command.get(), typed, out, err);
        } else if (name.equals("help")) {
            usage().forEach(out::println);
            code = DONE;
        } else {
            err.println("suanpan: no such command: " + name);
            usage().forEach(err::println);
            code = WRONG_USAGE;
        }
        out.flush();
        LOG.info("{} ran {} {}: {}", operator(), name, typed, code);
        return code;
    }

    /// Every form of every command, one a line.
    List<String> usage() {
        return commands.stream()
                .flatMap(c -> usage(c).stream())
                .sorted()
                .collect(Collectors.toList());
    }

    private static int run(Command command, List<String> typed, PrintStream out, PrintStream err) {
        try {
            return command.run(new Words(typed), out);
        } catch (WrongUsage e) {
            err.println("suanpan: " + command.name() + ": " + e.getMessage());
            usage(command).forEach(line -> err.println("usage: ./suanpan " + line));
            return WRONG_USAGE;
        } catch (Refusal e) {
            String field = e.field() == null ? "" : e.field() + ": ";
            err.println("suanpan: " + e.problem() + ": " + field + e.getMessage());
            return REFUSED;
        } catch (IllegalArgumentException e) {
            err.println("suanpan: " + e.getMessage());
            return REFUSED;
        }
    }

    private static List<String> usage(Command command) {
        return command.forms().stream()
                .map(form -> (command.name() + " " + form).stripTrailing())
                .toList();
    }

    /// The operating system's user, and who he was before `sudo`.
    private static String operator() {
        String user = System.getProperty("user.name");
        String before = System.getenv("SUDO_USER");
        return before == null || before.equals(user) ? user : user + " (" + before + ")";
    }
}
