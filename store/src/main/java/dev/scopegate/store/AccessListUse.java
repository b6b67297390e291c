package dev.scopegate.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much an access list is in use.
 *
 * @param tokens issued from it, and neither revoked nor expired
 * @param lastUsed when one of its tokens was last used, to the minute; null where none was
 */
public record AccessListUse(long tokens, @Nullable Instant lastUsed) {}
