package dev.scopegate.gateway.forward;

import org.jspecify.annotations.Nullable;

/**
 * Who called what, as the upstream is told.
 *
 * @param subject the account
 * @param operation {@code api:name}, or empty where the catalogue knows none
 * @param route whom it is told to
 * @param call binds the assertion to this one request; null where any within half a minute may carry it
 */
public record Caller(
        String subject,
        String tokenId,
        String operation,
        String route,
        @Nullable Call call) {

    /** The one request that an assertion is for. */
    public record Call(String decision, String method, String path) {}
}
