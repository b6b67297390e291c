package dev.scopegate.admin.dialects.textile;

import dev.scopegate.wire.grpc.GrpcStatus;

/** Ends a call with a status and a message that its client shows; not an error of the program. */
final class CallRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final GrpcStatus status;

    CallRefusedException(GrpcStatus status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static CallRefusedException unauthenticated(String message) {
        return new CallRefusedException(GrpcStatus.UNAUTHENTICATED, message);
    }

    static CallRefusedException invalid(String message) {
        return new CallRefusedException(GrpcStatus.INVALID_ARGUMENT, message);
    }

    GrpcStatus status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
