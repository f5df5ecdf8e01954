package com.suanpan;

import com.suanpan.console.Commands;
import com.suanpan.console.Restoring;
import com.suanpan.store.Doctor;
import com.suanpan.store.LostDatabase;
import java.io.PrintStream;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The platform's program: `serve` is the server, every other word a command that works beside it.
@SpringBootApplication
public class Suanpan {

    private static final int REFUSED = 1;

    public static void main(String[] typed) {
        CommandLine line = CommandLine.of(typed);
        try {
            switch (line.command()) {
                case "serve" -> serve(line);
                case "doctor" -> System.exit(doctor(line));
                case "restore" -> System.exit(restore(line));
                default -> System.exit(command(line, _ -> {}));
            }
        } catch (SpringApplication.AbandonedRunException e) {
            throw e;
        } catch (RuntimeException e) {
            // Told already, by StartFailures or by the framework.
            System.exit(REFUSED);
        }
    }

    private static void serve(CommandLine line) {
        ConfigurableApplicationContext context =
                SpringApplication.run(Suanpan.class, line.settingsArray());
        context.addApplicationListener(new StopDeadline());
        context.getBean(LostDatabase.class).endsTheProgram();
    }

    /// The doctor looks at a machine on which nothing may work, so it has the settings and no context.
    private static int doctor(CommandLine line) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(line.settingsArray()));
        ConfigDataEnvironmentPostProcessor.applyTo(settings);
        return new Doctor(settings, Clock.systemUTC()).examine(System.out);
    }

    /// The database is made before any bean can open it, but with the settings and the log of a command.
    private static int restore(CommandLine line) {
        Restoring restoring;
        try {
            restoring = Restoring.typed(line.words());
        } catch (IllegalArgumentException e) {
            System.err.println("suanpan: " + e.getMessage());
            return Commands.WRONG_USAGE;
        }
        return command(
                line,
                context -> {
                    Restoring.Restored restored =
                            restoring.run(context.getEnvironment(), Clock.systemUTC(), System.err);
                    context.getBeanFactory().registerSingleton("restored", restored);
                });
    }

    /// Lazily, so that a command wakes only what it needs. Standard output is the command's answer
    /// alone: the log goes to standard error, and who ran what to a file of the data folder.
    private static int command(
            CommandLine line, ApplicationContextInitializer<ConfigurableApplicationContext> first) {
        PrintStream out = System.out;
        System.setOut(System.err);
        try (ConfigurableApplicationContext context =
                new SpringApplicationBuilder(Suanpan.class)
                        .web(WebApplicationType.NONE)
                        .lazyInitialization(true)
                        .initializers(first)
                        .properties(
                                "suanpan.jobs=false",
                                "suanpan.database.join=true",
                                "logging.level.root=warn",
                                "logging.level.com.suanpan=warn",
                                "logging.level.com.suanpan.console=info",
                                "logging.threshold.console=warn",
                                "logging.file.name=${suanpan.data}/commands.log")
                        .run(line.settingsArray())) {
            return context.getBean(Commands.class)
                    .run(line.command(), line.words(), out, System.err);
        }
    }
}
