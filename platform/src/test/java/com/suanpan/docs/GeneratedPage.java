package com.suanpan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of `docs/` that is made from the code and committed: the test fails when they differ, and
/// rewrites the page when asked to.
public final class GeneratedPage {

    private static final Path DOCS = Path.of("..", "docs");
    private static final boolean WRITE = "write".equals(System.getProperty("suanpan.docs"));

    private GeneratedPage() {}

    /// Holds the committed page against what the code says; with `-Dsuanpan.docs=write` rewrites it.
    public static void isUpToDate(String page, String content) throws IOException {
        Path file = DOCS.resolve(page);
        if (WRITE) {
            Files.createDirectories(DOCS);
            Files.writeString(file, content);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(
                        "docs/%s is older than the code: run `mvn -pl platform -am test"
                                + " -Dtest='*PageTest' -Dsuanpan.docs=write"
                                + " -Dsurefire.failIfNoSpecifiedTests=false` and commit it",
                        page)
                .isEqualTo(content);
    }
}
