package dev.scopegate.store;

import java.time.Instant;
import java.util.List;

/**
 * Who called most, or what was called most.
 *
 * @param since from when on it is counted: rankings begin with an hour or a day, so that may be before the period does
 * @param entries the busiest first
 */
public record Busiest(Instant since, List<Entry> entries) {

    public Busiest {
        entries = List.copyOf(entries);
    }

    /** One token, by its id, or one operation, {@code api:name}; {@code route:} stands for calls that no catalogue names. */
    public record Entry(String name, long calls) {}
}
