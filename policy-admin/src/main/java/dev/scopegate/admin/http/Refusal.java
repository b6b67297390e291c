package dev.scopegate.admin.http;

import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call gets no answer of its own, before it takes the shape of one dialect.
 *
 * @param status HTTP status
 * @param code for programs, in snake case
 * @param text one sentence for people
 * @param oauthError the {@code error} of RFC 6750; empty for none
 * @param sufficient the scope that would have been enough; empty where none would
 * @param retryAfter when the same call may succeed; null where waiting does not help
 */
public record Refusal(
        int status,
        String code,
        String text,
        String oauthError,
        String sufficient,
        @Nullable Duration retryAfter) {

    private static final Duration SOON = Duration.ofSeconds(1);

    public static Refusal of(int status, String code, String text) {
        return new Refusal(status, code, text, "", "", null);
    }

    public static Refusal of(Reason reason) {
        return new Refusal(reason.status(), reason.publicCode(), reason.text(), reason.oauthError(), "", null);
    }

    public static Refusal of(Deny deny) {
        Reason reason = deny.reason();
        return new Refusal(
                reason.status(), reason.publicCode(), reason.text(), reason.oauthError(), deny.sufficient(), null);
    }

    public static Refusal notFound(String text) {
        return of(404, "not_found", text);
    }

    public static Refusal forbidden(String text) {
        return of(403, "forbidden", text);
    }

    /** The store cannot be asked or written: an outage, never a verdict on the caller. */
    public static Refusal outage() {
        return of(Reason.STORE_UNAVAILABLE).after(SOON);
    }

    public Refusal after(@Nullable Duration wait) {
        return new Refusal(status, code, text, oauthError, sufficient, wait);
    }

    /** The {@code WWW-Authenticate} challenge (RFC 6750, section 3); empty where the answer carries none. */
    public String challenge() {
        if (oauthError.isEmpty()) {
            return status == 401 ? "Bearer" : "";
        }
        String scope = sufficient.isEmpty() ? "" : ", scope=\"" + sufficient + "\"";
        return "Bearer error=\"" + oauthError + "\"" + scope;
    }
}
