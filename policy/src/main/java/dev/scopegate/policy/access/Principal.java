package dev.scopegate.policy.access;

/**
 * The authenticated party.
 *
 * @param subject the {@code sub} that upstreams see: the account's id
 * @param issuer who vouches for the subject
 * @param kind what it was proved with
 */
public record Principal(String subject, String issuer, CredentialKind kind) {}
