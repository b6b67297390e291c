package dev.scopegate.policy.token;

/**
 * Something about a list of capabilities that its author hardly meant. It forbids nothing.
 *
 * @param entry position in the list, from 0
 * @param text one sentence for people
 */
public record CapabilityWarning(int entry, Kind kind, String text) {

    /** What is odd about the entry. */
    public enum Kind {
        /** It takes in nearly everything. */
        OVER_BROAD,
        /** It takes in operations of several APIs. */
        SEVERAL_APIS,
        /** Another entry covers it, and it sets no limits of its own. */
        SHADOWED,
        /** It covers no operation of any catalogue. */
        NEVER_MATCHES,
        /** All that it takes in has to be named, which a wildcard does not. */
        NEEDS_NAME,
        /** The account that owns the list does not hold it. */
        BEYOND_ACCOUNT
    }
}
