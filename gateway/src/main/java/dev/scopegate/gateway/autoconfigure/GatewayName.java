package dev.scopegate.gateway.autoconfigure;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of a gateway that was given none. */
final class GatewayName {

    private GatewayName() {}

    static String ofThisProcess() {
        return host() + "-" + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "gateway";
        }
    }
}
