package com.suanpan.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The providers' own keys, made when first needed and kept in one file that only its owner reads.
public final class ProviderKeys {

    private final Path file;
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, KeyPair> pairs = new ConcurrentHashMap<>();

    ProviderKeys(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Json.object(Files.readString(file))
                    .propertyStream()
                    .forEach(field -> texts.put(field.getKey(), field.getValue().asString()));
        }
    }

    /// The key pair of that name.
    public KeyPair pair(String name) {
        return pairs.computeIfAbsent(name, this::load);
    }

    private KeyPair load(String name) {
        String privateName = name + "_private";
        String publicName = name + "_public";
        synchronized (texts) {
            if (!texts.containsKey(privateName)) {
                KeyPair fresh = Rsa.newPair();
                texts.put(privateName, Rsa.text(fresh.getPrivate()));
                texts.put(publicName, Rsa.text(fresh.getPublic()));
                save();
            }
            return new KeyPair(
                    Rsa.publicKey(text(publicName, () -> "")),
                    Rsa.privateKey(text(privateName, () -> "")));
        }
    }

    /// A fact that belongs to a key (its id, its certificate), made once.
    public String text(String name, Supplier<String> fresh) {
        synchronized (texts) {
            String known = texts.get(name);
            if (known != null) {
                return known;
            }
            String made = fresh.get();
            texts.put(name, made);
            save();
            return made;
        }
    }

    private void save() {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(next);
            OwnerOnly.create(next);
            Files.writeString(next, Json.write(texts));
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
