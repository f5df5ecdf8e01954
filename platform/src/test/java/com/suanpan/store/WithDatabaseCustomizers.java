package com.suanpan.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/// Makes `@WithDatabase` work; named in `META-INF/spring.factories`.
final class WithDatabaseCustomizers implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        WithDatabase asked =
                AnnotatedElementUtils.findMergedAnnotation(testClass, WithDatabase.class);
        return asked == null ? null : new OwnDatabase(testClass, asked.jobs());
    }

    /// Equal only for the same test class, so that no two classes share a context and a database.
    private record OwnDatabase(Class<?> testClass, boolean jobs) implements ContextCustomizer {

        @Override
        public void customizeContext(
                ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            PGSimpleDataSource database = TestPostgreSql.freshDatabase();
            TestPropertyValues.of(
                            "suanpan.data=target/test-data/" + database.getDatabaseName(),
                            "suanpan.database.url=" + TestDatabase.url(database),
                            "suanpan.database.username=" + database.getUser(),
                            "suanpan.database.password=" + database.getPassword(),
                            "suanpan.ops.port=0",
                            "suanpan.jobs=" + jobs)
                    .applyTo(context);
        }
    }
}
