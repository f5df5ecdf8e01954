package com.suanpan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of `docs/`, or a part of one between two markers, that is made from the code and committed: the
/// test fails when they differ, and rewrites the page when asked to.
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
                                + " -Dtest='*PageTest,OpenApiTest' -Dsuanpan.docs=write"
                                + " -Dsurefire.failIfNoSpecifiedTests=false` and commit it",
                        page)
                .isEqualTo(content);
    }

    /// The same for what stands between `<!-- made: part -->` and `<!-- end: part -->`; the rest of the
    /// page is written by hand.
    public static void partIsUpToDate(String page, String part, String content) throws IOException {
        String whole = Files.readString(DOCS.resolve(page));
        String begin = "<!-- made: " + part + " -->\n";
        String end = "<!-- end: " + part + " -->\n";
        int from = whole.indexOf(begin);
        int to = whole.indexOf(end);
        assertThat(from >= 0 && to > from).as("docs/%s has the markers of %s", page, part).isTrue();
        isUpToDate(page, whole.substring(0, from + begin.length()) + content + whole.substring(to));
    }
}
