package dev.scopegate.store;

import dev.scopegate.policy.limit.Meter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one call owes.
 *
 * @param account whose meters they are: one account's meters share a slot of a cluster
 * @param call names the call among those in flight
 * @param meters what it is charged to; a meter that is named twice is charged once
 * @param cost calls that it counts for; at least 1
 */
public record Tab(String account, String call, List<Meter> meters, long cost) {

    public Tab {
        if (cost < 1) {
            throw new IllegalArgumentException("cost of a call must be at least 1, but was " + cost);
        }
        meters = meters.size() < 2 ? List.copyOf(meters) : distinct(meters);
    }

    private static List<Meter> distinct(List<Meter> meters) {
        Map<String, Meter> distinct = new LinkedHashMap<>();
        meters.forEach(meter -> distinct.putIfAbsent(meter.id(), meter));
        return List.copyOf(distinct.values());
    }
}
