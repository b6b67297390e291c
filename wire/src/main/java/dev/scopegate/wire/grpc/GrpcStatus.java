package dev.scopegate.wire.grpc;

/** How a gRPC call ended. */
public enum GrpcStatus {
    OK(0),
    CANCELLED(1),
    UNKNOWN(2),
    INVALID_ARGUMENT(3),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    ALREADY_EXISTS(6),
    PERMISSION_DENIED(7),
    RESOURCE_EXHAUSTED(8),
    FAILED_PRECONDITION(9),
    ABORTED(10),
    OUT_OF_RANGE(11),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14),
    DATA_LOSS(15),
    UNAUTHENTICATED(16);

    private final int code;

    GrpcStatus(int code) {
        this.code = code;
    }

    /** Its number on the wire. */
    public int code() {
        return code;
    }

    /** The status that says to a gRPC client what the HTTP status would have said. */
    public static GrpcStatus ofHttp(int status) {
        return switch (status) {
            case 400, 413 -> INVALID_ARGUMENT;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> NOT_FOUND;
            case 409 -> ABORTED;
            case 429 -> RESOURCE_EXHAUSTED;
            case 500 -> INTERNAL;
            case 502, 503 -> UNAVAILABLE;
            case 408, 504 -> DEADLINE_EXCEEDED;
            default -> UNKNOWN;
        };
    }
}
