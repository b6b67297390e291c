package dev.scopegate.policy.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is left of one limit.
 *
 * @param meter the limit
 * @param remaining calls that may still pass now; never negative
 * @param resetsAfter until the whole is there again, or null where nothing refills
 */
public record Balance(Meter meter, long remaining, @Nullable Duration resetsAfter) {}
