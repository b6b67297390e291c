package dev.scopegate.policy.token;

import java.time.Instant;

/** The end of a token: final. {@code by} is an account id, {@code why} a short text. */
public record Revocation(Instant at, String by, String why) {}
