package dev.scopegate.policy.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Tells for limits whose an address is: each subscriber has one IPv4 address, or all those of one IPv6 network (RFC 6177). */
public final class Subscriber {

    private static final int NETWORK_BYTES = 8;

    private Subscriber() {}

    /** The same text for all addresses that one subscriber can call from. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64"
                : address.getHostAddress();
    }
}
