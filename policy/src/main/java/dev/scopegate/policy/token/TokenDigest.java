package dev.scopegate.policy.token;

/**
 * What is kept of a token's value.
 *
 * @param value HMAC-SHA-256 of the token under the {@link Pepper}, base64url without padding
 */
public record TokenDigest(String value) {}
