package com.suanpan.bench.load;

import com.suanpan.Suanpan;
import com.suanpan.notify.NoticesInline;
import com.suanpan.store.LostDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;

/// A control: the platform as it is, but a callback is answered only after the notice that it caused was
/// delivered, as platforms do that notify inside the callback.
public final class InlineNotice {

    private InlineNotice() {}

    public static void main(String[] words) {
        new SpringApplicationBuilder(Suanpan.class)
                .initializers(NoticesInline::wire)
                .run(Words.settings(words))
                .getBean(LostDatabase.class)
                .endsTheProgram();
    }
}
