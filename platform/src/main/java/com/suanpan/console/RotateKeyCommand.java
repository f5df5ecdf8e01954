package com.suanpan.console;

import com.suanpan.secret.KekRotation;
import com.suanpan.secret.Resealing;
import com.suanpan.secret.Sealer;
import com.suanpan.secret.Secret;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// `rotate-key`: changes the key over all keys, or the keys that seal secrets, while servers run.
@Component
class RotateKeyCommand implements Command {

    private static final String KINDS = "kek or data";

    private final KekRotation kek;
    private final Sealer sealer;
    private final Resealing resealing;

    RotateKeyCommand(KekRotation kek, Sealer sealer, Resealing resealing) {
        this.kek = kek;
        this.sealer = sealer;
        this.resealing = resealing;
    }

    @Override
    public String name() {
        return "rotate-key";
    }

    @Override
    public List<String> forms() {
        return List.of("data", "kek", "kek begin --next FILE|-", "kek finish");
    }

    @Override
    public int run(Words words, PrintStream out) {
        String kind = words.next(KINDS);
        return switch (kind) {
            case "data" -> data(words, out);
            case "kek" -> kek(words, out);
            case String other -> throw new WrongUsage(KINDS + ", not " + other);
        };
    }

    private int data(Words words, PrintStream out) {
        words.end();
        sealer.rotate();
        out.println("a new key seals; %d secrets are sealed anew".formatted(resealing.run()));
        return Commands.DONE;
    }

    private int kek(Words words, PrintStream out) {
        Optional<String> step = words.nextIfAny();
        if (step.isEmpty()) {
            words.end();
            kek.rotateFile();
            out.println(
                    "the key in DIR/kek is a new one; older backups need the one that lies beside them");
            return Commands.DONE;
        }
        return switch (step.get()) {
            case "begin" -> {
                Secret next = words.need("--next", RotateKeyCommand::text);
                words.end();
                kek.begin(next);
                out.println(
                        "both keys open the database: give the new one to every server, then `rotate-key kek finish`");
                yield Commands.DONE;
            }
            case "finish" -> {
                words.end();
                kek.finish();
                out.println("only the new key opens the database");
                yield Commands.DONE;
            }
            case String other -> throw new WrongUsage("begin or finish, not " + other);
        };
    }

    private static Secret text(String file) {
        try {
            byte[] read =
                    file.equals(ChannelCommand.STANDARD_INPUT)
                            ? System.in.readAllBytes()
                            : Files.readAllBytes(Path.of(file));
            return new Secret(new String(read, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new WrongUsage("cannot be read: " + file);
        }
    }
}
