package dev.scopegate.store;

import java.time.Instant;

/**
 * A live gateway and how far it has followed the change log.
 *
 * @param seen when it last said so, by Redis's clock
 */
public record Follower(String gateway, ChangeId reached, Instant seen) {}
