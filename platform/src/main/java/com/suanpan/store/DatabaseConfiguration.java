package com.suanpan.store;

import com.suanpan.number.BusinessNumbers;
import com.suanpan.number.Lanes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The database and what hangs on it. The database is checked and migrated before anybody can ask
/// for a connection, and it is closed after all who ask, because Spring closes in reverse order.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Database database(Environment environment, Clock clock) {
        return Database.open(DatabaseSettings.of(environment), clock);
    }

    @Bean
    DataSource dataSource(Database database, MeterRegistry meters) {
        database.pool().measure(meters);
        return new HeldConnections(database.pool());
    }

    @Bean
    Lanes lanes(Database database) {
        return database.lanes();
    }

    @Bean
    ServerNumber serverNumber(DataSource dataSource, Clock clock) {
        return new ServerNumber(JdbcClient.create(dataSource), clock);
    }

    @Bean
    BusinessNumbers businessNumbers(Clock clock, ServerNumber serverNumber) {
        return new BusinessNumbers(clock, serverNumber);
    }
}
