package dev.scopegate.policy.limit;

/**
 * So many calls in flight at once.
 *
 * @param calls calls at once; from 1 to 100000
 */
public record Concurrency(long calls) implements Limit {

    public Concurrency {
        if (calls < 1 || calls > 100_000) {
            throw new IllegalArgumentException("concurrency needs calls from 1 to 100000, but has " + calls);
        }
    }

    @Override
    public String name() {
        return "concurrency";
    }

    @Override
    public boolean isWithin(Limit other) {
        return other instanceof Concurrency concurrency && calls <= concurrency.calls;
    }
}
