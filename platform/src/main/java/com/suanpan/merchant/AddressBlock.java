package com.suanpan.merchant;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A block of IP addresses (CIDR), or one address. Nothing is ever looked up by name; an IPv4 address
/// written as IPv6 (`::ffff:10.0.0.1`) is the IPv4 address.
public final class AddressBlock {

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final String text;
    private final byte[] network;
    private final int bits;

    private AddressBlock(String text, byte[] network, int bits) {
        this.text = text;
        this.network = network;
        this.bits = bits;
    }

    /// Reads `10.1.2.3`, `10.0.0.0/8`, `2001:db8::/32`.
    ///
    /// @throws IllegalArgumentException if it is none of these
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = address(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int all = network.length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseUnsignedInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("not an address or a CIDR block: " + text);
        }
        return new AddressBlock(text, network, bits);
    }

    /// Reads a literal address.
    ///
    /// @throws IllegalArgumentException if it is none
    public static InetAddress address(String text) {
        return IPV4.matcher(text).matches()
                ? Inet4Address.ofLiteral(text)
                : Inet6Address.ofLiteral(text);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        if (!Arrays.equals(bytes, 0, whole, network, 0, whole)) {
            return false;
        }
        int mask = 0xff << (Byte.SIZE - rest);
        return rest == 0 || (bytes[whole] & mask) == (network[whole] & mask);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressBlock that
                && bits == that.bits
                && Arrays.equals(network, that.network);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(network) * 31 + bits;
    }

    @Override
    public String toString() {
        return text;
    }
}
