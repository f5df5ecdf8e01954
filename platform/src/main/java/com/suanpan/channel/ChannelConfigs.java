package com.suanpan.channel;

import com.suanpan.money.Currency;
import com.suanpan.money.Money;
import com.suanpan.secret.Sealer;
import com.suanpan.secret.Secret;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Table `channel_config`; settings are sealed on their way in and opened on their way out.
@Repository
class ChannelConfigs {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelConfigs.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ALL =
            """
            select channel_code, channel_name, provider, generation, config_data, status, weight,
                   currency, single_limit, support_methods, config_data_before
            from channel_config order by channel_code
            """;

    private static final String ADD =
            """
            insert into channel_config
                (channel_code, channel_name, provider, config_data, status, weight, currency,
                 single_limit, support_methods, created_at, updated_at)
            values
                (:channelCode, :channelName, :provider, :configData, :status, :weight, :currency,
                 :singleLimit, :methods, :now, :now)
            on conflict do nothing
            """;

    private static final String SWITCH =
            """
            update channel_config
            set status = :status, generation = generation + 1, updated_at = :now
            where channel_code = :channelCode and status <> :status
            """;

    private static final String SET =
            """
            update channel_config
            set config_data = :configData, config_data_before = :before, before_until = :until,
                generation = generation + 1, updated_at = :now
            where channel_code = :channelCode and generation = :generation
            """;

    private static final String END_OLD =
            """
            update channel_config
            set config_data_before = null, before_until = null, generation = generation + 1,
                updated_at = :now
            where before_until <= :now
            returning channel_code
            """;

    private static final String SETTINGS = "config_data";
    private static final String SETTINGS_BEFORE = "config_data_before";

    private final JdbcClient jdbc;
    private final Sealer sealer;

    ChannelConfigs(JdbcClient jdbc, Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    /// An account, and with it the settings that it had before while their keys still count.
    record Row(ChannelAccount account, @Nullable ChannelAccount before) {}

    /// All accounts by code; one whose settings cannot be opened comes without any, so that its use
    /// fails and nobody else's.
    List<Row> all() {
        return jdbc.sql(ALL).query((rs, _) -> row(rs)).list();
    }

    /// False if the code is taken.
    boolean add(ChannelAccount account, Instant now) {
        Money limit = account.singleLimit();
        Currency currency = limit == null ? Currency.CNY : limit.currency();
        return jdbc.sql(ADD)
                        .param("channelCode", account.channelCode())
                        .param("channelName", account.channelName())
                        .param("provider", account.provider())
                        .param(
                                "configData",
                                sealed(account.channelCode(), account.settings(), SETTINGS))
                        .param("status", status(account.on()))
                        .param("weight", account.weight())
                        .param("currency", currency.name())
                        .param("singleLimit", limit == null ? null : limit.minor(), Types.BIGINT)
                        .param("methods", account.methods().toArray(String[]::new))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// False if there is no such account or it already is so.
    boolean turn(String channelCode, boolean on, Instant now) {
        return jdbc.sql(SWITCH)
                        .param("channelCode", channelCode)
                        .param("status", status(on))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Replaces the settings; false if the account changed since it was read. Without `until` the
    /// older settings end at once.
    boolean set(
            ChannelAccount account,
            Map<String, Secret> settings,
            @Nullable Instant until,
            Instant now) {
        String code = account.channelCode();
        byte @Nullable [] before =
                until == null ? null : sealed(code, account.settings(), SETTINGS_BEFORE);
        return jdbc.sql(SET)
                        .param("channelCode", code)
                        .param("generation", account.generation())
                        .param("configData", sealed(code, settings, SETTINGS))
                        .param("before", before, Types.BINARY)
                        .param(
                                "until",
                                until == null ? null : until.atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Drops older settings whose time is over; the accounts that had them.
    List<String> endOld(Instant now) {
        return jdbc.sql(END_OLD)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }

    /// The generation of older settings is below zero, so that nobody takes what was parsed of them
    /// for the account's.
    private Row row(ResultSet rs) throws SQLException {
        ChannelAccount account = account(rs);
        byte[] before = rs.getBytes(SETTINGS_BEFORE);
        return new Row(
                account,
                before == null
                        ? null
                        : new ChannelAccount(
                                account.channelCode(),
                                account.channelName(),
                                account.provider(),
                                -account.generation(),
                                opened(account.channelCode(), before, SETTINGS_BEFORE),
                                account.on(),
                                account.weight(),
                                account.singleLimit(),
                                account.methods()));
    }

    private ChannelAccount account(ResultSet rs) throws SQLException {
        String channelCode = rs.getString("channel_code");
        long limit = rs.getLong("single_limit");
        @Nullable Money singleLimit =
                rs.wasNull() ? null : Money.of(limit, Currency.valueOf(rs.getString("currency")));
        Array methods = rs.getArray("support_methods");
        return new ChannelAccount(
                channelCode,
                rs.getString("channel_name"),
                rs.getString("provider"),
                rs.getLong("generation"),
                opened(channelCode, rs.getBytes(SETTINGS), SETTINGS),
                rs.getString("status").equals("ON"),
                rs.getInt("weight"),
                singleLimit,
                Set.of((String[]) methods.getArray()));
    }

    private byte[] sealed(String channelCode, Map<String, Secret> settings, String field) {
        Map<String, String> plain = new TreeMap<>();
        settings.forEach((name, value) -> plain.put(name, value.reveal()));
        return sealer.seal(new Secret(JSON.writeValueAsString(plain)), row(channelCode), field);
    }

    private Map<String, Secret> opened(String channelCode, byte[] sealed, String field) {
        try {
            Secret json = sealer.unseal(sealed, row(channelCode), field);
            Map<String, Secret> settings = new HashMap<>();
            JSON.readValue(json.reveal(), new TypeReference<Map<String, String>>() {})
                    .forEach((name, value) -> settings.put(name, new Secret(value)));
            return settings;
        } catch (RuntimeException e) {
            LOG.error("the settings of channel account {} cannot be opened", channelCode, e);
            return Map.of();
        }
    }

    private static String row(String channelCode) {
        return "channel_config/" + channelCode;
    }

    private static String status(boolean on) {
        return on ? "ON" : "OFF";
    }
}
