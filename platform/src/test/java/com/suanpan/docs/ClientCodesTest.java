package com.suanpan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.suanpan.client.Outcome;
import com.suanpan.problem.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The merchant's library knows our codes by their words; `SYSTEM_ERROR` is no refusal to it.
class ClientCodesTest {

    @ParameterizedTest
    @EnumSource(value = Problem.class, names = "SYSTEM_ERROR", mode = EnumSource.Mode.EXCLUDE)
    void the_library_says_as_we_do_whether_a_number_may_be_tried_again(Problem problem) {
        var refused = new Outcome.Refused(problem.name(), "", null, null, "", true);

        assertThat(refused.mayTryAgain()).isEqualTo(problem.again() == Problem.Again.YES);
    }
}
