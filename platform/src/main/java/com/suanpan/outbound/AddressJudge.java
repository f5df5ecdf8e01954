package com.suanpan.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says which addresses that others gave us we must not call: an inside address would make us the
/// attacker's hand behind our own wall (SSRF).
///
/// A URI is judged when we accept it, as far as it can be without asking DNS; what a name resolves to
/// is judged when we connect, for the answer may change in between.
public final class AddressJudge {

    private static final Pattern ENDS_IN_A_NUMBER =
            Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    /// What is not public of IPv4: the IANA special-purpose registry, multicast and class E.
    private static final List<Block> INSIDE =
            List.of(
                    new Block(0x00_00_00_00, 8, "this network"),
                    new Block(0x0A_00_00_00, 8, "private"),
                    new Block(0x64_40_00_00, 10, "shared by carriers"),
                    new Block(0x7F_00_00_00, 8, "loopback"),
                    new Block(0xA9_FE_00_00, 16, "link-local"),
                    new Block(0xAC_10_00_00, 12, "private"),
                    new Block(0xC0_00_00_00, 24, "reserved"),
                    new Block(0xC0_00_02_00, 24, "for documentation"),
                    new Block(0xC0_58_63_00, 24, "reserved"),
                    new Block(0xC0_A8_00_00, 16, "private"),
                    new Block(0xC6_12_00_00, 15, "for benchmarks"),
                    new Block(0xC6_33_64_00, 24, "for documentation"),
                    new Block(0xCB_00_71_00, 24, "for documentation"),
                    new Block(0xE0_00_00_00, 4, "multicast"),
                    new Block(0xF0_00_00_00, 4, "reserved"));

    private AddressJudge() {}

    /// Why this URI must not be called, in words fit for whoever gave it; empty if nothing speaks
    /// against it so far. `allowPrivate` lets inside addresses pass, not malformed ones.
    public static Optional<String> refusal(URI uri, boolean allowPrivate) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("is not an http or https address");
        }
        if (uri.getHost() == null) {
            return Optional.of("has no plain host name");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("carries a user name");
        }
        if (uri.getPort() == 0 || uri.getPort() > 0xFFFF) {
            return Optional.of("has an impossible port");
        }
        return host(uri.getHost().toLowerCase(Locale.ROOT), allowPrivate);
    }

    private static Optional<String> host(String host, boolean allowPrivate) {
        if (host.startsWith("[")) {
            return literal(host.substring(1, host.length() - 1), allowPrivate);
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches()) {
            return literal(host, allowPrivate);
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (!allowPrivate && (name.equals("localhost") || name.endsWith(".localhost"))) {
            return Optional.of("points at this machine");
        }
        return Optional.empty();
    }

    /// Resolvers disagree about `127.1`, `0177.0.0.1`, `0x7f000001` and `2130706433`, so of IPv4 only
    /// four plain decimals are taken, whatever they may mean.
    private static Optional<String> literal(String text, boolean allowPrivate) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return Optional.of("has a malformed IP address");
        }
        if (!text.contains(":") && !address.getHostAddress().equals(text)) {
            return Optional.of("has an IPv4 address that is not four plain decimals");
        }
        return allowPrivate ? Optional.empty() : refusal(address);
    }

    /// Why we must not connect to this address; empty if it is public.
    static Optional<String> refusal(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> inside(four).map(AddressJudge::isNotPublic);
            case Inet6Address six ->
                    isPublic(six) ? Optional.empty() : Optional.of(isNotPublic(""));
            default -> Optional.of(isNotPublic(""));
        };
    }

    private static String isNotPublic(String kind) {
        return "has an address that is not public" + (kind.isEmpty() ? "" : " (" + kind + ")");
    }

    private static Optional<String> inside(Inet4Address address) {
        int bits = bits(address.getAddress());
        return INSIDE.stream().filter(b -> b.holds(bits)).map(Block::kind).findFirst();
    }

    /// Of IPv6 only global unicast (2000::/3) is public, without what is cut out of it: protocol
    /// assignments with Teredo (2001::/23), documentation (2001:db8::/32, 3fff::/20) and 6to4
    /// (2002::/16), which carries an IPv4 address inside. IPv4-mapped ones never come here: Java
    /// makes `Inet4Address` of them.
    private static boolean isPublic(Inet6Address address) {
        int head = bits(address.getAddress());
        return head >>> 29 == 1
                && head >>> 9 != 0x2001_0000 >>> 9
                && head != 0x2001_0DB8
                && head >>> 12 != 0x3FFF_0000 >>> 12
                && head >>> 16 != 0x2002;
    }

    private static int bits(byte[] address) {
        return (address[0] & 0xFF) << 24
                | (address[1] & 0xFF) << 16
                | (address[2] & 0xFF) << 8
                | (address[3] & 0xFF);
    }

    private record Block(int network, int length, String kind) {

        boolean holds(int address) {
            return (address ^ network) >>> (Integer.SIZE - length) == 0;
        }
    }
}
