package com.suanpan.bench.crash;

import com.suanpan.Suanpan;
import com.suanpan.bench.load.Words;
import com.suanpan.store.LostDatabase;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// The platform as it is, but its clock follows a file (`-Dsuanpan.clock=FILE`). The product has no such
/// setting, so its clock is replaced from here.
public final class ClockSetWrong {

    private ClockSetWrong() {}

    public static void main(String[] words) {
        Clock clock = MovableClock.following(Path.of(System.getProperty("suanpan.clock")));
        ApplicationContextInitializer<ConfigurableApplicationContext> wrong =
                context -> context.getBeanFactory().addBeanPostProcessor(new Replaced(clock));
        new SpringApplicationBuilder(Suanpan.class)
                .initializers(wrong)
                .run(Words.settings(words))
                .getBean(LostDatabase.class)
                .endsTheProgram();
    }

    private record Replaced(Clock clock) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof Clock ? clock : bean;
        }
    }
}
