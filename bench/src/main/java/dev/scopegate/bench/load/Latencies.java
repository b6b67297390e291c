package dev.scopegate.bench.load;

import java.util.Arrays;

/** Every single duration, in nanoseconds. */
public final class Latencies {

    private static final double NANOS_PER_MICRO = 1_000;

    private long[] nanos = new long[1 << 12];
    private int size;

    public void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = duration;
    }

    public int size() {
        return size;
    }

    /** How long that share of them took at most; 0 where there are none. */
    public double micros(double share) {
        if (size == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)] / NANOS_PER_MICRO;
    }
}
