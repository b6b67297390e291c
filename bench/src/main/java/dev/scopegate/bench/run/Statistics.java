package dev.scopegate.bench.run;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Of several measurements, the one that counts. */
final class Statistics {

    private Statistics() {}

    /** The median of those that are there; null where none is. */
    static @Nullable Double median(Collection<? extends @Nullable Double> values) {
        double[] sorted = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return null;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** How far apart the least and the greatest are, in percent of the median. */
    static @Nullable Double spread(Collection<Double> values) {
        Double median = median(values);
        if (median == null || median == 0) {
            return null;
        }
        double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return 100 * (most - least) / median;
    }
}
