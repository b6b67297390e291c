package dev.scopegate.policy.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of source addresses in CIDR notation (RFC 4632): {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 127.0.0.1}. */
public final class Network {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final byte[] address;
    private final int prefixBits;

    private Network(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /**
     * Reads an address or a prefix.
     *
     * @throws IllegalArgumentException where the text is neither; host bits must be zero
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = addressOf(slash < 0 ? text : text.substring(0, slash), text);
        int prefixBits = slash < 0 ? address.length * 8 : prefixOf(text.substring(slash + 1), address.length * 8, text);
        Network network = new Network(address, prefixBits);
        if (!Arrays.equals(address, network.masked(address))) {
            throw refused(text);
        }
        return network;
    }

    /** Whether the address lies in this range; an IPv4 address never lies in an IPv6 range. */
    public boolean contains(InetAddress candidate) {
        byte[] other = candidate.getAddress();
        return other.length == address.length && Arrays.equals(address, masked(other));
    }

    /** Whether every address of the other range lies in this one. */
    public boolean covers(Network other) {
        return other.address.length == address.length
                && other.prefixBits >= prefixBits
                && Arrays.equals(address, masked(other.address));
    }

    private byte[] masked(byte[] bytes) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            int bits = Math.clamp(prefixBits - 8L * i, 0, 8);
            result[i] &= (byte) (0xFF << (8 - bits));
        }
        return result;
    }

    private static byte[] addressOf(String literal, String text) {
        if (!IPV4.matcher(literal).matches() && !IPV6.matcher(literal).matches()) {
            throw refused(text);
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw refused(text);
        }
    }

    private static int prefixOf(String digits, int most, String text) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(Character::isDigit)) {
            throw refused(text);
        }
        int bits = Integer.parseInt(digits);
        if (bits > most) {
            throw refused(text);
        }
        return bits;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "network must read 'address' or 'address/prefix' with no host bits set, but was '" + text + "'");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && prefixBits == network.prefixBits
                && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + prefixBits;
    }

    /** The CIDR form, which {@link #parse} reads back. */
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefixBits;
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of 4 or 16 bytes is always one", e);
        }
    }
}
