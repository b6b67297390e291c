package dev.scopegate.gateway.problem;

import dev.scopegate.policy.decision.Reason;
import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcStatus;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** gRPC-Web: whatever happened, HTTP says 200; what did happen stands in the headers of an answer without a body. */
enum GrpcShape implements ErrorShape {
    GRPC;

    @Override
    public String type() {
        return "application/grpc-web+proto";
    }

    @Override
    public int status(Reason reason) {
        return 200;
    }

    @Override
    public int status(int status) {
        return 200;
    }

    @Override
    public Map<String, Object> body(Problem problem) {
        return Map.of();
    }

    @Override
    public Map<String, Object> body(String title, int status) {
        return Map.of();
    }

    @Override
    public void say(HttpHeaders headers, int status, String text) {
        headers.set("grpc-status", Integer.toString(GrpcStatus.ofHttp(status).code()));
        headers.set("grpc-message", GrpcFrames.encoded(text));
        headers.set("Access-Control-Expose-Headers", "grpc-status,grpc-message");
    }
}
