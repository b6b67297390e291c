package dev.scopegate.gateway.authn.issuer;

/** An external issuer's keys could not be had: an outage, not a refusal. */
public final class IssuerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IssuerUnavailableException(String message) {
        super(message);
    }
}
