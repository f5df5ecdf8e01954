package com.suanpan.console;

import com.suanpan.notify.Notices;
import com.suanpan.problem.Problem;
import com.suanpan.problem.Refusal;
import java.io.PrintStream;
import java.util.List;
import org.springframework.stereotype.Component;

/// `notice`: has a merchant told once more. A running server delivers; without one the next to start
/// does.
@Component
class NoticeCommand implements Command {

    private final Notices notices;

    NoticeCommand(Notices notices) {
        this.notices = notices;
    }

    @Override
    public String name() {
        return "notice";
    }

    @Override
    public List<String> forms() {
        return List.of("resend NOTICE_NO|PAY_ORDER_NO");
    }

    @Override
    public int run(Words words, PrintStream out) {
        String verb = words.next("resend");
        if (!verb.equals("resend")) {
            throw new WrongUsage("resend, not " + verb);
        }
        String number = words.next("NOTICE_NO or PAY_ORDER_NO");
        words.end();
        List<String> again = notices.resend(number);
        if (again.isEmpty()) {
            throw new Refusal(Problem.ORDER_NOT_FOUND, null, "no notice of " + number);
        }
        again.forEach(noticeNo -> out.println(noticeNo + " is sent again"));
        return Commands.DONE;
    }
}
