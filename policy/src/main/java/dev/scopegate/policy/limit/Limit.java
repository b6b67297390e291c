package dev.scopegate.policy.limit;

/** A bound on how often something may be called. Several may apply to one call: all are charged, or none. */
public sealed interface Limit permits RateLimit, Quota, Concurrency {

    /** A short name for headers and keys: what kind of limit, and over which time. */
    String name();

    /** The policy as a number of calls: what {@code RateLimit-Policy} calls {@code q}. */
    long calls();

    /** Whether this limit is of the other's kind and lets through no more than it does. */
    boolean isWithin(Limit other);
}
