package dev.scopegate.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls were permitted and refused in a period.
 *
 * @param slots its parts, the oldest first, none left out
 */
public record Usage(UsagePeriod period, List<Slot> slots) {

    public Usage {
        slots = List.copyOf(slots);
    }

    /**
     * One part of the period.
     *
     * @param refused by the code of the reason
     */
    public record Slot(Instant at, long permitted, Map<String, Long> refused) {

        public Slot {
            refused = Map.copyOf(refused);
        }

        public long refusals() {
            return sum(refused);
        }
    }

    public long permitted() {
        return slots.stream().mapToLong(Slot::permitted).sum();
    }

    /** By the code of the reason. */
    public Map<String, Long> refused() {
        Map<String, Long> all = new TreeMap<>();
        slots.forEach(slot -> slot.refused().forEach((reason, calls) -> all.merge(reason, calls, Long::sum)));
        return all;
    }

    public long refusals() {
        return slots.stream().mapToLong(Slot::refusals).sum();
    }

    public boolean isEmpty() {
        return permitted() == 0 && refusals() == 0;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
