package com.suanpan.bench.load;

import com.suanpan.Suanpan;
import com.suanpan.store.Batcher;
import com.suanpan.store.LostDatabase;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// A control: the platform as it is, but every batcher takes one item at a time. The product has no such
/// setting, so its batchers are reached into from here.
public final class OneByOne {

    private OneByOne() {}

    public static void main(String[] words) {
        ApplicationContextInitializer<ConfigurableApplicationContext> smaller =
                context -> context.getBeanFactory().addBeanPostProcessor(new Smaller());
        new SpringApplicationBuilder(Suanpan.class)
                .initializers(smaller)
                .run(Words.settings(words))
                .getBean(LostDatabase.class)
                .endsTheProgram();
    }

    /// Makes the batches of whatever has a batcher as small as can be, before anything is handed in.
    private static final class Smaller implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            Arrays.stream(bean.getClass().getDeclaredFields())
                    .filter(field -> field.getType() == Batcher.class)
                    .forEach(field -> shrink(field, bean));
            return bean;
        }

        private static void shrink(Field field, Object bean) {
            try {
                field.setAccessible(true);
                Object batcher = field.get(bean);
                Field bounds = Batcher.class.getDeclaredField("bounds");
                bounds.setAccessible(true);
                Batcher.Bounds usual = (Batcher.Bounds) bounds.get(batcher);
                bounds.set(
                        batcher,
                        new Batcher.Bounds(usual.queued(), 1, usual.patience(), Duration.ZERO));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the batchers are built otherwise now", e);
            }
        }
    }
}
