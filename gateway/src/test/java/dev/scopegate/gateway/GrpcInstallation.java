package dev.scopegate.gateway;

import dev.scopegate.gateway.GrpcCaller.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway before an upstream that speaks gRPC over WebSockets, and is impatient: what tests of such calls begin with. */
abstract class GrpcInstallation {

    static final String LIST = "/users.API/List";

    static GrpcUpstream upstream;
    static RunningGateway gateway;

    @BeforeAll
    static void startGateway() {
        upstream = GrpcUpstream.start();
        gateway = RunningGateway.withRoutes(
                "textile.uri=" + upstream.uri(),
                "scopegate.gateway.grpc.first-message=1s",
                "scopegate.gateway.grpc.idle=2s");
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        upstream.firstMessages().clear();
        upstream.handshakes().clear();
        upstream.ended().clear();
    }

    static Heard call(String... metadata) {
        return GrpcCaller.open(gateway.port(), LIST).call(metadata).heard();
    }
}
