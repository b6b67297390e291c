package dev.scopegate.bench.load;

/**
 * How many calls are due by when.
 *
 * @param perSecond infinite where each connection calls as soon as it can
 * @param most calls in all
 */
record Pace(double perSecond, long most) {

    static final Pace UNBOUND = most(Long.MAX_VALUE);

    private static final double NANOS_PER_SECOND = 1e9;

    static Pace of(double perSecond) {
        return new Pace(perSecond, Long.MAX_VALUE);
    }

    static Pace most(long calls) {
        return new Pace(Double.POSITIVE_INFINITY, calls);
    }

    boolean isBound() {
        return Double.isFinite(perSecond);
    }

    /** Calls that are due so long after the begin. */
    long dueBy(long nanos) {
        return (long) (nanos / NANOS_PER_SECOND * perSecond);
    }

    /** When the call of this number, from 0, is due. */
    long dueAt(long number) {
        return (long) (number * NANOS_PER_SECOND / perSecond);
    }
}
