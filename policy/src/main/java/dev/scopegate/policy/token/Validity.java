package dev.scopegate.policy.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From when, inclusive, until when, exclusive; null is unbound. */
public record Validity(
        @Nullable Instant notBefore, @Nullable Instant expiresAt) {

    public static final Validity UNBOUND = new Validity(null, null);

    public static Validity until(@Nullable Instant expiresAt) {
        return expiresAt == null ? UNBOUND : new Validity(null, expiresAt);
    }

    public Validity endingBy(Instant end) {
        return new Validity(notBefore, end);
    }

    public boolean hasBegunBy(Instant instant) {
        return notBefore == null || !instant.isBefore(notBefore);
    }

    public boolean hasEndedBy(Instant instant) {
        return expiresAt != null && !instant.isBefore(expiresAt);
    }

    /** Whether this one begins no sooner and ends no later than the other. */
    public boolean isWithin(Validity other) {
        boolean begins = other.notBefore == null || (notBefore != null && !notBefore.isBefore(other.notBefore));
        boolean ends = other.expiresAt == null || (expiresAt != null && !expiresAt.isAfter(other.expiresAt));
        return begins && ends;
    }
}
