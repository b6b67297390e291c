package dev.scopegate.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where everything listens on loopback, and which variable says so. */
record Ports(Port gateway, Port admin, Port gatewayManagement, Port adminManagement, Port upstream) {

    /** One port. */
    record Port(String variable, int number) {

        static Port read(Map<String, String> environment, String variable, int otherwise) {
            String text = environment.getOrDefault(variable, "").strip();
            if (text.isEmpty()) {
                return new Port(variable, otherwise);
            }
            try {
                int number = Integer.parseInt(text);
                if (number > 0 && number < 1 << 16) {
                    return new Port(variable, number);
                }
            } catch (NumberFormatException noNumber) {
                // Said below, with the rest.
            }
            throw new StartFailure(variable + " must be a port from 1 to 65535, but was '" + text + "'");
        }

        void requireFree() {
            try {
                new ServerSocket(number, 1, InetAddress.getLoopbackAddress()).close();
            } catch (IOException taken) {
                throw new StartFailure(
                        "port " + number + " is taken: set " + variable + " to a free one, or end what listens there",
                        taken);
            }
        }
    }

    static Ports read(Map<String, String> environment) {
        return new Ports(
                Port.read(environment, "SCOPEGATE_GATEWAY_PORT", 8080),
                Port.read(environment, "SCOPEGATE_ADMIN_PORT", 8081),
                Port.read(environment, "SCOPEGATE_GATEWAY_MANAGEMENT_PORT", 8090),
                Port.read(environment, "SCOPEGATE_ADMIN_MANAGEMENT_PORT", 8091),
                Port.read(environment, "SCOPEGATE_DEMO_UPSTREAM_PORT", 8070));
    }

    /** Refuses a port that stands twice, or that something listens on. */
    void requireFree(boolean withUpstream) {
        List<Port> all = new ArrayList<>(List.of(gateway, admin, gatewayManagement, adminManagement));
        if (withUpstream) {
            all.add(upstream);
        }
        Map<Integer, Port> seen = new HashMap<>();
        for (Port port : all) {
            Port twin = seen.put(port.number(), port);
            if (twin != null) {
                throw new StartFailure(
                        twin.variable() + " and " + port.variable() + " must differ, but both are " + port.number());
            }
            port.requireFree();
        }
    }
}
