package dev.scopegate.gateway.problem;

import dev.scopegate.policy.decision.Reason;
import java.nio.charset.StandardCharsets;
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
        headers.set("grpc-status", Integer.toString(code(status)));
        headers.set("grpc-message", escaped(text));
        headers.set("Access-Control-Expose-Headers", "grpc-status,grpc-message");
    }

    /** The codes of gRPC; 2 is its "unknown". */
    private static int code(int status) {
        return switch (status) {
            case 400 -> 3;
            case 401 -> 16;
            case 403 -> 7;
            case 404 -> 5;
            case 429 -> 8;
            case 502, 503 -> 14;
            case 504 -> 4;
            default -> 2;
        };
    }

    /** Percent-encoding as the gRPC protocol has it: all but printable ASCII without {@code %}. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0x20 && octet <= 0x7E && octet != '%') {
                out.append((char) octet);
            } else {
                out.append('%').append("%02X".formatted(octet & 0xFF));
            }
        }
        return out.toString();
    }
}
