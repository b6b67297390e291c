package dev.scopegate.policy.decision;

import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.util.Locale;

/**
 * Why a call was refused. One row holds all facts about a reason: HTTP status, RFC 6750 error, the code that clients see
 * and its text.
 *
 * <p>Clients see unknown, revoked, disabled and forged tokens alike; which one it was goes to the audit log alone.
 */
public enum Reason {
    NO_CREDENTIAL(401, "", "no_credential", "this needs a credential, but the request carries none"),
    SEVERAL_CREDENTIALS(
            400,
            "invalid_request",
            "several_credentials",
            "a request may carry one credential, but this carries several"),
    MALFORMED_CREDENTIAL(401, "invalid_token", "invalid_token", "the token is not valid"),
    UNKNOWN_TOKEN(401, "invalid_token", "invalid_token", "the token is not valid"),
    REVOKED_TOKEN(401, "invalid_token", "invalid_token", "the token is not valid"),
    DISABLED_TOKEN(401, "invalid_token", "invalid_token", "the token is not valid"),
    EXPIRED_TOKEN(401, "invalid_token", "expired_token", "the token has expired"),
    NOT_YET_VALID(401, "invalid_token", "not_yet_valid", "the token is not valid yet"),
    NO_CLIENT(401, "", "no_client", "Session or API key required"),
    UNKNOWN_CLIENT(404, "", "unknown_client", "API key not found or is invalid"),
    NO_CLIENT_SIGNATURE(401, "", "no_client_signature", "API key signature required"),
    BAD_CLIENT_SIGNATURE(401, "", "bad_client_signature", "Bad API key signature"),
    WRONG_SIGNATURE(401, "invalid_token", "invalid_signature", "the signature or its nonce is not valid"),
    USED_NONCE(401, "invalid_token", "invalid_signature", "the signature or its nonce is not valid"),
    NO_CAPABILITY(403, "insufficient_scope", "no_capability", "the token does not cover this method and path"),
    WRONG_NETWORK(403, "", "wrong_network", "the token may not be used from this address"),
    WRONG_AUDIENCE(403, "", "wrong_audience", "the token is not meant for this API"),
    WRONG_OWNER(403, "", "wrong_owner", "the token belongs to another address"),
    AMBIGUOUS_PATH(400, "invalid_request", "ambiguous_path", "the path can be read in more than one way"),
    AMBIGUOUS_PARAMETERS(
            400, "invalid_request", "ambiguous_parameters", "the parameters cannot be read in exactly one way"),
    SLOW_BODY(408, "", "slow_body", "the body took too long to arrive"),
    OVERSIZED_BODY(413, "", "oversized_body", "the body is too large for a call of this kind"),
    RATE_LIMITED(429, "", "rate_limited", "too many calls in this period"),
    QUOTA_EXHAUSTED(429, "", "quota_exhausted", "no calls are left"),
    TOO_MANY_IN_FLIGHT(429, "", "too_many_in_flight", "too many calls at once"),
    STORE_UNAVAILABLE(503, "", "store_unavailable", "the gateway cannot check tokens at the moment"),
    UPSTREAM_UNAVAILABLE(503, "", "upstream_unavailable", "the service behind the gateway is not available"),
    UPSTREAM_UNREACHABLE(502, "", "upstream_unreachable", "the service behind the gateway could not be reached"),
    UPSTREAM_TIMEOUT(504, "", "upstream_timeout", "the service behind the gateway took too long to answer");

    private final int status;
    private final String oauthError;
    private final String publicCode;
    private final String text;
    private final String code;

    Reason(int status, String oauthError, String publicCode, String text) {
        this.status = status;
        this.oauthError = oauthError;
        this.publicCode = publicCode;
        this.text = text;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    /** The reason for which a limit refuses. */
    public static Reason of(Limit limit) {
        return switch (limit) {
            case RateLimit rate -> RATE_LIMITED;
            case Quota quota -> QUOTA_EXHAUSTED;
            case Concurrency concurrency -> TOO_MANY_IN_FLIGHT;
        };
    }

    /** The exact reason: for audit, metrics and the token's owner. */
    public String code() {
        return code;
    }

    /** The reason as the caller may know it. */
    public String publicCode() {
        return publicCode;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The {@code error} of RFC 6750, section 3.1; empty where none is to be named. */
    public String oauthError() {
        return oauthError;
    }

    /** One sentence for the caller. */
    public String text() {
        return text;
    }

    /** Whether the answer carries a {@code WWW-Authenticate} challenge. */
    public boolean challenges() {
        return status == 401 || !oauthError.isEmpty();
    }
}
