package dev.scopegate.policy.access;

/** How a caller proved who it is. */
public enum CredentialKind {
    /** A random string that only the store can resolve. */
    OPAQUE_TOKEN,
    /** A JWT that this installation signed at login (RFC 7519, RFC 9068). */
    LOGIN_TOKEN,
    /** A JWT of another issuer that a route accepts. */
    EXTERNAL_TOKEN,
    /** A signature made for this one request. */
    PROOF
}
