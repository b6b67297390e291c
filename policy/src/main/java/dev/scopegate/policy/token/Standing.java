package dev.scopegate.policy.token;

/** Whether a token is in force, its validity apart. Ordered: the later of two is the worse. */
public enum Standing {
    ACTIVE,
    DISABLED,
    REVOKED;

    Standing orWorse(Standing other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
