package dev.scopegate.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** How far back to look at usage, and how finely. It ends with the slot that is running. */
public enum UsagePeriod {
    HOUR(Duration.ofMinutes(1), 60),
    DAY(Duration.ofHours(1), 24),
    WEEK(Duration.ofHours(1), 168);

    private final Duration slot;
    private final int slots;

    UsagePeriod(Duration slot, int slots) {
        this.slot = slot;
        this.slots = slots;
    }

    /** The length of one slot. */
    public Duration slot() {
        return slot;
    }

    /** The beginnings of its slots, the oldest first. */
    public List<Instant> slots(Instant now) {
        long last = now.getEpochSecond() / slot.toSeconds();
        return IntStream.range(0, slots)
                .mapToObj(i -> Instant.ofEpochSecond((last - slots + 1 + i) * slot.toSeconds()))
                .toList();
    }
}
