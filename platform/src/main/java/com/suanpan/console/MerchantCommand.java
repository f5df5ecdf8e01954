package com.suanpan.console;

import com.suanpan.merchant.Merchant;
import com.suanpan.merchant.MerchantChange;
import com.suanpan.merchant.MerchantChanges;
import com.suanpan.merchant.MerchantKey;
import com.suanpan.merchant.MerchantSecrets;
import com.suanpan.merchant.MerchantSheet;
import com.suanpan.merchant.Merchants;
import com.suanpan.merchant.NewMerchant;
import com.suanpan.merchant.Scope;
import com.suanpan.merchant.SettleMode;
import com.suanpan.merchant.SignType;
import com.suanpan.money.Rate;
import com.suanpan.outbound.AddressJudge;
import com.suanpan.secret.Secret;
import com.suanpan.store.RecordRow;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// `merchant`: adds merchants and keys, whose secrets it shows this once, shows what is no secret, and
/// changes the rest; running servers have it within a second.
@Component
class MerchantCommand implements Command {

    private static final int ALL_OF_IT = 10_000;

    private static final Duration OLD_SECRET = Duration.ofDays(1);
    private static final int MOST_HOURS = 720;

    private final Merchants merchants;
    private final MerchantChanges changes;
    private final boolean allowPrivate;

    MerchantCommand(
            Merchants merchants,
            MerchantChanges changes,
            @Value("${suanpan.notice.allow-private:false}") boolean allowPrivate) {
        this.merchants = merchants;
        this.changes = changes;
        this.allowPrivate = allowPrivate;
    }

    @Override
    public String name() {
        return "merchant";
    }

    @Override
    public List<String> forms() {
        return List.of(
                "add NAME [--id ID] [--sign-type HMAC-SHA256|RSA2] [--public-key FILE] [--notify-url URL] [--rate-bps N] [--settle D0|T1] [--scopes PAY,QUERY,REFUND,PAYOUT] [--allowed-ips IP,CIDR,…] [--json]",
                "key ID [--scopes PAY,QUERY,REFUND,PAYOUT] [--public-key FILE] [--json]",
                "key ID --retire API_KEY",
                "rotate-webhook ID [--old-hours N] [--json]",
                "set ID [--name NAME] [--notify-url URL|none] [--rate-bps N] [--settle D0|T1] [--allowed-ips IP,CIDR,…|any] [--status on|off] [--bucket CAPACITY/REFILL]",
                "show ID [--json]");
    }

    @Override
    public int run(Words words, PrintStream out) {
        String verb = words.next("add, key, rotate-webhook, set or show");
        return switch (verb) {
            case "add" -> add(words, out);
            case "key" -> key(words, out);
            case "rotate-webhook" -> rotateWebhook(words, out);
            case "set" -> set(words, out);
            case "show" -> show(words, out);
            case String other ->
                    throw new WrongUsage("add, key, rotate-webhook, set or show, not " + other);
        };
    }

    private int add(Words words, PrintStream out) {
        NewMerchant merchant = NewMerchant.named(words.next("NAME"));
        words.option("--id").ifPresent(merchant::id);
        SignType signType =
                words.option("--sign-type", MerchantCommand::signType).orElse(SignType.HMAC_SHA256);
        switch (signType) {
            case HMAC_SHA256 -> {}
            case RSA2 -> words.need("--public-key", file -> merchant.rsa2(text(file)));
        }
        words.option("--notify-url", this::notifyUrl).ifPresent(merchant::notifyUrl);
        words.option("--rate-bps", Words.whole(0, ALL_OF_IT))
                .ifPresent(bps -> merchant.rate(new Rate(bps)));
        words.option("--settle", Words.oneOf(SettleMode.class)).ifPresent(merchant::settles);
        words.option("--scopes", Words.each(Words.oneOf(Scope.class))).ifPresent(merchant::scopes);
        words.option("--allowed-ips", text -> merchant.allowedIps(text.split(",", -1)));
        words.end();
        MerchantSecrets made = merchants.add(merchant);
        RecordRow shown =
                new RecordRow().put("merchant_id", made.merchantId()).put("api_key", made.apiKey());
        switch (signType) {
            case HMAC_SHA256 -> shown.put("secret_key", made.secretKey().reveal());
            case RSA2 -> shown.put("our_public_key", made.ourPublicKey());
        }
        shown.put("webhook_secret", made.webhookSecret().reveal());
        new Sheet(shown).print(out, words.json());
        return Commands.DONE;
    }

    private int key(Words words, PrintStream out) {
        String merchantId = words.next("ID");
        Optional<String> retired = words.option("--retire");
        if (retired.isPresent()) {
            words.end();
            changes.retireKey(merchantId, retired.get());
            out.println(retired.get() + " is retired: calls that it signs are refused");
            return Commands.DONE;
        }
        Set<Scope> scopes =
                words.option("--scopes", Words.each(Words.oneOf(Scope.class)))
                        .orElse(Set.of(Scope.PAY, Scope.QUERY));
        String publicKey = words.option("--public-key", MerchantCommand::text).orElse(null);
        words.end();
        MerchantKey key = merchants.addKey(merchantId, scopes, publicKey);
        RecordRow shown =
                new RecordRow().put("merchant_id", merchantId).put("api_key", key.apiKey());
        if (key.publicKey() == null) {
            shown.put("secret_key", key.secretKey().reveal());
        }
        new Sheet(shown.put("scopes", sorted(key.scopes()))).print(out, words.json());
        return Commands.DONE;
    }

    private int rotateWebhook(Words words, PrintStream out) {
        String merchantId = words.next("ID");
        Duration oldFor =
                words.option("--old-hours", Words.whole(0, MOST_HOURS))
                        .map(Duration::ofHours)
                        .orElse(OLD_SECRET);
        words.end();
        Secret made = changes.rotateWebhookSecret(merchantId, oldFor);
        new Sheet(
                        new RecordRow()
                                .put("merchant_id", merchantId)
                                .put("webhook_secret", made.reveal())
                                .put("old_one_signs_for_hours", oldFor.toHours()))
                .print(out, words.json());
        return Commands.DONE;
    }

    private int set(Words words, PrintStream out) {
        String merchantId = words.next("ID");
        MerchantChange change = new MerchantChange();
        words.option("--name").ifPresent(change::name);
        words.option("--notify-url").ifPresent(url -> notifyUrl(url, change));
        words.option("--rate-bps", Words.whole(0, ALL_OF_IT))
                .ifPresent(bps -> change.rate(new Rate(bps)));
        words.option("--settle", Words.oneOf(SettleMode.class)).ifPresent(change::settles);
        words.option(
                "--allowed-ips",
                text ->
                        text.equals("any")
                                ? change.allowedIps()
                                : change.allowedIps(text.split(",", -1)));
        words.option("--status", Words::onOrOff).ifPresent(change::active);
        words.option("--bucket", text -> bucket(text, change));
        words.end();
        changes.set(merchantId, change);
        out.println(merchantId + " is changed");
        return Commands.DONE;
    }

    private void notifyUrl(String given, MerchantChange change) {
        if (given.equals("none")) {
            change.noNotifyUrl();
        } else {
            change.notifyUrl(Words.read("--notify-url", given, this::notifyUrl));
        }
    }

    private static MerchantChange bucket(String text, MerchantChange change) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new WrongUsage("must be CAPACITY/REFILL, like 1000/500");
        }
        var number = Words.whole(1, Integer.MAX_VALUE);
        return change.bucket(number.apply(parts[0]), number.apply(parts[1]));
    }

    private int show(Words words, PrintStream out) {
        String merchantId = words.next("ID");
        words.end();
        MerchantSheet shown =
                merchants
                        .show(merchantId)
                        .orElseThrow(() ->
                                new IllegalArgumentException("no such merchant: " + merchantId));
        new Sheet(row(shown))
                .rows("keys", shown.keys().stream().map(MerchantCommand::row).toList())
                .print(out, words.json());
        return Commands.DONE;
    }

    private static RecordRow row(MerchantSheet sheet) {
        Merchant merchant = sheet.merchant();
        return new RecordRow()
                .put("merchant_id", merchant.merchantId())
                .put("merchant_name", merchant.merchantName())
                .put("status", merchant.active() ? "ACTIVE" : "STOPPED")
                .put("sign_type", merchant.signType().word())
                .put("notify_url", merchant.notifyUrl())
                .put("rate_bps", merchant.rate().bps())
                .put("settle_mode", merchant.settleMode())
                .put(
                        "allowed_ips",
                        merchant.allowedIps().isEmpty() ? "any" : joined(merchant.allowedIps()))
                .put("bucket_capacity", merchant.bucketCapacity())
                .put("bucket_refill", merchant.bucketRefill())
                .put("our_public_key", sheet.ourPublicKey())
                .put("created_at", sheet.createdAt());
    }

    private static RecordRow row(MerchantSheet.Key key) {
        return new RecordRow()
                .put("api_key", key.apiKey())
                .put("scopes", sorted(key.scopes()))
                .put("created_at", key.createdAt());
    }

    private static String sorted(Set<Scope> scopes) {
        return joined(scopes.stream().sorted().toList());
    }

    private static String joined(List<?> all) {
        return all.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    private static SignType signType(String word) {
        return Arrays.stream(SignType.values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new WrongUsage("must be HMAC-SHA256 or RSA2, not " + word));
    }

    private String notifyUrl(String url) {
        URI uri = URI.create(url);
        if (uri.getHost() == null
                || uri.getScheme() == null
                || !uri.getScheme().matches("https?")) {
            throw new WrongUsage("must be an http or https address");
        }
        AddressJudge.refusal(uri, allowPrivate)
                .ifPresent(why -> {
                    throw new WrongUsage(why);
                });
        return url;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new WrongUsage("cannot be read: " + file);
        }
    }
}
