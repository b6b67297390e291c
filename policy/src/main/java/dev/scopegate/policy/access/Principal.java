package dev.scopegate.policy.access;

import org.jspecify.annotations.Nullable;

/**
 * The authenticated party.
 *
 * @param subject the {@code sub} that upstreams see: the account's id
 * @param issuer who vouches for the subject
 * @param kind what it was proved with
 * @param identity what it proved to be beside the account, such as {@code ethereum:0x…}; null for nothing
 */
public record Principal(
        String subject,
        String issuer,
        CredentialKind kind,
        @Nullable String identity) {}
