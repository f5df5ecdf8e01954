package com.suanpan.docs;

import com.suanpan.problem.Problem;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

    @Test
    void the_page_of_errors_is_what_the_code_says() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Errors 错误码

                        Made from `Problem`; do not edit. `code` in an answer is `SUCCESS` or one of these words, which never
                        change; the HTTP status agrees. *Again* says whether the same number may be tried again with the same
                        content. Show people your own text: `message` is for the log.

                        | `code` | HTTP | again | meaning | 含义 |
                        |---|---|---|---|---|
                        """);
        for (Problem problem : Problem.values()) {
            page.append(
                    "| `%s` | %d | %s | %s | %s |\n"
                            .formatted(
                                    problem.name(),
                                    problem.httpStatus(),
                                    again(problem),
                                    problem.title(),
                                    problem.titleZh()));
        }
        GeneratedPage.isUpToDate("errors.md", page.toString());
    }

    private static String again(Problem problem) {
        return switch (problem.again()) {
            case YES -> "yes";
            case NO -> "no";
        };
    }
}
